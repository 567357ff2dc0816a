using System.Globalization;
using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Stages;
using AbstractMiner.Text;

namespace AbstractMiner.Tests.Ingest;

/// <summary>
/// The samples of every format, damaged at random with a fixed seed, and read through to the findings: nothing may crash, and
/// every span must lie in the raw text. ABSTRACTMINER_FUZZ=100000 makes it as many damaged files as that.
/// </summary>
public class FuzzTest
{
    private const int Usual = 400;

    private static readonly string[] Tokens = ["<", ">", "&", "&#", "]]>", "<!--", "\"", "\0", "\uD800", "</p>", "<sup>", "{", "\\u", "PK\u0003\u0004", "%PDF", "\r\n", "\t", "99999999999999999999", "±", "（", "方法："];

    [Fact]
    public void DamagedFilesNeverCrash()
    {
        int rounds = int.TryParse(Environment.GetEnvironmentVariable("ABSTRACTMINER_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out int many) ? many : Usual;
        AbstractMiner.Pipeline.Pipeline pipeline = AbstractMiner.Pipeline.Pipeline.Load(Path.Combine(AppContext.BaseDirectory, "pipeline.json"), new StageResources(AppContext.BaseDirectory));

        // A PDF starts a program each time: its reading is tested elsewhere.
        (string Name, byte[] Bytes)[] samples = [.. Directory.EnumerateFiles(Project.PathOf("corpora", "formats", "raw")).Where(path => !path.EndsWith(".pdf", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))];
        Random random = new(20260101);
        int read = 0;
        for (int round = 0; round < rounds; round++)
        {
            (string name, byte[] bytes) = samples[round % samples.Length];
            byte[] damaged = Damage(bytes, random);
            try
            {
                foreach (RawDocument document in Reading.Items(name, damaged).OfType<RawDocument>())
                {
                    read++;
                    Check(document, pipeline);
                }
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                string kept = Path.Combine(Path.GetTempPath(), $"damaged-{round}-{name}");
                File.WriteAllBytes(kept, damaged);
                Assert.Fail($"{name} damaged in round {round} (kept as {kept}): {e}");
            }
        }

        Assert.True(read > rounds / 4, "most damaged files can still be read");
    }

    private static void Check(RawDocument document, AbstractMiner.Pipeline.Pipeline pipeline)
    {
        foreach (AnnotatedAbstract doc in pipeline.Read(document))
        {
            foreach (Mention mention in doc.Mentions)
            {
                TextSpan raw = doc.Text.Map.ToRaw(mention.Span);
                Assert.True(raw.End <= document.Raw.Length && (mention.Span.IsEmpty || !raw.IsEmpty));
            }
        }
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        List<byte> damaged = [.. bytes];
        for (int times = random.Next(1, 8); times > 0 && damaged.Count > 0; times--)
        {
            int at = random.Next(damaged.Count);
            switch (random.Next(6))
            {
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged.RemoveRange(at, Math.Min(random.Next(1, 50), damaged.Count - at));
                    break;
                case 2:
                    damaged.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                    break;
                case 3:
                    damaged.InsertRange(at, damaged.GetRange(at, Math.Min(random.Next(1, 200), damaged.Count - at)));
                    break;
                case 4 when random.Next(4) == 0:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
                default:
                    damaged[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return [.. damaged];
    }
}
