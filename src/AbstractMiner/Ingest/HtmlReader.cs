using System.Text;
using System.Text.RegularExpressions;
using HtmlAgilityPack;

namespace AbstractMiner.Ingest;

/// <summary>
/// A saved page. <see cref="RawDocument.Raw"/> is the page as it stands, tags and all; <see cref="RawDocument.Content"/> is the
/// text of its abstract, and the map leads from each character to the characters (or the entity) that it was read from.
/// </summary>
public sealed partial class HtmlReader : IReader
{
    /// <summary>Pages that embed their pictures are large; what is larger still is no page.</summary>
    private const int Limit = 16 * 1024 * 1024;

    /// <summary>Deeper markup than any page has: the tree would cost more than the text.</summary>
    private const int MaxDepth = 2_000;

    public string Format => "html";

    public bool Recognises(InputHead head) => head.Extension is ".html" or ".htm" or ".xhtml" && EncodingDetector.Detect(head.Bytes.Span) is not null
        || DocumentStart().IsMatch(head.Text);

    public IEnumerable<ReadItem> Read(Input input)
    {
        byte[] bytes = input.ReadAll(Limit);
        DetectedEncoding found = EncodingDetector.Detect(bytes, DeclaredCharset(bytes) ?? input.Charset)
            ?? throw new UnreadableException("The page is binary: this is no HTML.", "Save the page again as HTML.");
        string raw = found.Decode(bytes);
        HtmlDocument page = new() { OptionMaxNestedChildNodes = MaxDepth };
        HtmlContent content;
        try
        {
            page.LoadHtml(raw);
            content = HtmlContent.Of(page, raw);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library reports excessive nesting as a plain exception.
            throw new UnreadableException($"The page's markup cannot be read: {e.Message}", "Save the page again, or save its text.");
        }

        if (content.Text.Length == 0)
        {
            throw new UnreadableException("The page shows no text: it may be built by scripts.", "Save the page from the browser after it has loaded, or save its text.");
        }

        yield return new RawDocument(input.Source, null, raw)
        {
            Content = content.Text,
            ContentMap = content.Map,
            Title = content.Title,
            Doi = content.Doi,
            Origin = new Origin(1, found.Preamble, bytes.Length)
            {
                Encoding = found.Encoding.GetByteCount(raw) == bytes.Length - found.Preamble ? found.Encoding : null,
            },
        };
    }

    private static string? DeclaredCharset(ReadOnlySpan<byte> bytes)
    {
        Match declared = Charset().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 4096)]));
        return declared.Success ? declared.Groups["name"].Value : null;
    }

    [GeneratedRegex("""<meta [^>]{0,200}charset\s?=\s?["']?(?<name>[\w-]{1,40})""", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();

    [GeneratedRegex("""^(?:<\?xml [^>]{0,200}>\s{0,9})?(?:<!--[^>]{0,999}-->\s{0,9})?<(?:!doctype\s{1,9}html|html|head|body)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex DocumentStart();
}
