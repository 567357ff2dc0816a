using AbstractMiner.Ingest;
using AbstractMiner.Text;
using FsCheck;
using FsCheck.Fluent;

namespace AbstractMiner.Tests.Ingest;

/// <summary>What must hold of every text, however hostile.</summary>
public class NormaliserPropertyTest
{
    private static readonly string[] Pieces =
    [
        "a", "the ", "of ", "Methods ", "Results: ", "BACKGROUND: ", "TITLE: ", "BM-", "long-", "\n", "\n\n", " \n ", "  ", "\t", "\u00a0", "\u2009", "\u00ad", "\u200b", "-", "–", "−", "·", "²", "⁸", "⁻",
        "10", "5", "0", "p", "<", "=", ">", "/", "</=", "< or =", "&lt;", "&amp;lt;", "&#60;", "&nbsp;", "$", "\\pm", "\\mathrm", "\\%", "{", "}", "^", "_", "*", "**", "# ", "|", "ﬁ", "Â±", "â‰¤", "％", "（", "，", "。",
        "目的", "结果", "0,05", "27,2%", "3,6,12", "100,000", "x", "×", "(6)", "(2)", "m", "kg", ".", ",", ";", ":", "?", "[1]", "<sup>", "</sup>", "~", "\r\n", "\r", "\f", "P7:130 ", "Abstract 12", "10.5555/ab.c", "vs. ", "et al. ",
        "None;", "University ", "us", "1 120 ", "patients ", "a longer run of words ", "\ud83d\ude00", "\u0301", "Ⅲ", "℃", "½", "…", "+/-", "+-",
    ];

    private static Arbitrary<string> HostileText()
    {
        Gen<string> odd = Gen.Choose(1, 0x3000).Select(c => ((char)c).ToString());
        Gen<string> piece = Gen.Frequency((5, Gen.Elements(Pieces)), (1, odd));
        return piece.ArrayOf().Select(string.Concat).ToArbitrary();
    }

    [Fact]
    public void TheMapIsMonotoneAndStaysInTheRawText() => Holds(raw =>
    {
        NormalisedText text = Normaliser.Normalise(raw);
        TextSpan last = default;
        for (int i = 0; i < text.Text.Length; i++)
        {
            TextSpan from = text.Map.ToRaw(new TextSpan(i, i + 1));
            if (from.IsEmpty || from.End > raw.Length || from.Start < last.Start || from.End < last.End)
            {
                return false;
            }

            last = from;
        }

        return text.Map.Length == text.Text.Length;
    });

    [Fact]
    public void NormalisingTwiceChangesNothing() => Holds(raw =>
    {
        string once = Normaliser.Normalise(raw).Text;
        return Normaliser.Normalise(once).Text == once;
    });

    [Fact]
    public void ASliceOfTheMapAgreesWithTheMap() => Holds(raw =>
    {
        NormalisedText text = Normaliser.Normalise(raw);
        int middle = text.Text.Length / 3;
        TextSpan part = new(middle, text.Text.Length);
        OffsetMap slice = text.Map.Slice(part);
        return Enumerable.Range(0, part.Length).All(i => slice.ToRaw(new TextSpan(i, i + 1)) == text.Map.ToRaw(new TextSpan(middle + i, middle + i + 1)));
    });

    [Fact]
    public void ThenIsOneMapAfterTheOther() => Holds(raw =>
    {
        NormalisedText first = Normaliser.Normalise(raw);
        NormalisedText second = Normaliser.Normalise(string.Concat(first.Text.Reverse()));
        OffsetMap back = OffsetMap.Identity(first.Text.Length);
        OffsetMap both = second.Map.Then(back);
        return Enumerable.Range(0, second.Text.Length).All(i => both.ToRaw(new TextSpan(i, i + 1)) == second.Map.ToRaw(new TextSpan(i, i + 1)));
    });

    [Fact]
    public void SectionsAndSentencesLieInOrderInTheirAbstract() => Holds(raw => Segmenter.Segment(Normaliser.Normalise(raw)).All(text =>
        InOrder(text.Sections.Select(section => section.Span), text.Text.Length)
        && InOrder(text.Sentences.Select(sentence => sentence.Span), text.Text.Length)
        && text.Sentences.All(sentence => text.Sections.Any(section => section.Content.Covers(sentence.Span)))));

    private static bool InOrder(IEnumerable<TextSpan> spans, int length)
    {
        int end = 0;
        foreach (TextSpan span in spans)
        {
            if (span.IsEmpty || span.Start < end || span.End > length)
            {
                return false;
            }

            end = span.End;
        }

        return true;
    }

    private static void Holds(Func<string, bool> property) =>
        Prop.ForAll(HostileText(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
