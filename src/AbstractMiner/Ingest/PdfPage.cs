using System.Text;
using System.Text.RegularExpressions;

namespace AbstractMiner.Ingest;

/// <summary>A rectangle of a page, in points from its upper left corner.</summary>
internal readonly record struct PdfBox(double Left, double Top, double Right, double Bottom)
{
    public double Height => Bottom - Top;

    public PdfBox Hull(PdfBox other) => new(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));
}

/// <summary>A line of print.</summary>
internal sealed record PdfLine(PdfBox Box, string Text);

/// <summary>The lines of a page, and the order in which a person reads them.</summary>
internal sealed class PdfPage(double width, double height)
{
    private readonly List<(PdfBox Box, List<PdfLine> Lines)> _blocks = [];
    private readonly StringBuilder _words = new();
    private PdfBox _line;

    public double Height => height;

    public void BeginBlock()
    {
        EndLine();
        _blocks.Add((default, []));
    }

    public void BeginLine(PdfBox box)
    {
        EndLine();
        _line = box;
    }

    public void AddWord(string word) => _words.Append(_words.Length > 0 ? " " : "").Append(word);

    /// <summary>Blocks in the order of reading: a page of columns is read column by column, under a heading that spans them.</summary>
    public List<List<PdfLine>> InOrder()
    {
        EndLine();
        List<(PdfBox Box, List<PdfLine> Lines)> blocks = [.. _blocks.Where(block => block.Lines.Count > 0)];
        List<List<PdfLine>> ordered = [];
        Cut(blocks, ordered, 0);
        return ordered;
    }

    private void EndLine()
    {
        if (_words.Length == 0)
        {
            return;
        }

        if (_blocks.Count == 0)
        {
            _blocks.Add((default, []));
        }

        (PdfBox box, List<PdfLine> lines) = _blocks[^1];
        _blocks[^1] = (lines.Count == 0 ? _line : box.Hull(_line), lines);
        lines.Add(new PdfLine(_line, _words.ToString()));
        _words.Clear();
    }

    /// <summary>
    /// The recursive cut along the white of the page: first by the gutter between two columns where one runs through, else by
    /// the widest white stripe across, above and below which columns may begin anew.
    /// </summary>
    private void Cut(List<(PdfBox Box, List<PdfLine> Lines)> blocks, List<List<PdfLine>> ordered, int depth)
    {
        if (blocks.Count <= 1 || depth > 64)
        {
            ordered.AddRange(blocks.OrderBy(block => block.Box.Top).ThenBy(block => block.Box.Left).Select(block => block.Lines));
            return;
        }

        double gutter = width * 0.012;
        if (Gap(blocks, box => (box.Left, box.Right), gutter) is { } across)
        {
            Cut([.. blocks.Where(block => block.Box.Right <= across)], ordered, depth + 1);
            Cut([.. blocks.Where(block => block.Box.Right > across)], ordered, depth + 1);
        }
        else if (Gap(blocks, box => (box.Top, box.Bottom), 0) is { } down)
        {
            Cut([.. blocks.Where(block => block.Box.Bottom <= down)], ordered, depth + 1);
            Cut([.. blocks.Where(block => block.Box.Bottom > down)], ordered, depth + 1);
        }
        else
        {
            ordered.AddRange(blocks.OrderBy(block => block.Box.Left).ThenBy(block => block.Box.Top).Select(block => block.Lines));
        }
    }

    /// <summary>The end of what lies before the widest gap that no block covers; null where none is wide enough.</summary>
    private static double? Gap(List<(PdfBox Box, List<PdfLine> Lines)> blocks, Func<PdfBox, (double From, double To)> extent, double least)
    {
        double? best = null;
        double widest = least;
        double covered = double.NegativeInfinity;
        foreach ((double from, double to) in blocks.Select(block => extent(block.Box)).Order())
        {
            if (!double.IsNegativeInfinity(covered) && from - covered > widest)
            {
                widest = from - covered;
                best = covered;
            }

            covered = Math.Max(covered, to);
        }

        return best;
    }
}

/// <summary>
/// Leaves out running headers, footers and page numbers: lines at the edge of the page that stand, but for their digits, on
/// the next or the last page too.
/// </summary>
internal sealed partial class RunningLines
{
    /// <summary>Of the page's height, above and below.</summary>
    private const double Edge = 0.09;

    private PdfPage? _held;
    private PdfLine? _last;
    private HashSet<string> _before = [];

    /// <summary>The text of the page before the one given, which shows what is repeated.</summary>
    public IEnumerable<string> Without(PdfPage page)
    {
        List<string> text = _held is null ? [] : TextOf(_held, [.. EdgesOf(page), .. _before]);
        _before = _held is null ? [] : EdgesOf(_held);
        _held = page;
        return text;
    }

    /// <summary>The text of the last page.</summary>
    public IEnumerable<string> Rest() => _held is null ? [] : TextOf(_held, _before);

    private List<string> TextOf(PdfPage page, HashSet<string> repeated)
    {
        List<string> text = [];
        foreach (List<PdfLine> block in page.InOrder())
        {
            List<PdfLine> lines = [.. block.Where(line => !IsAtEdge(page, line) || (!repeated.Contains(Key(line)) && !PageNumber().IsMatch(line.Text)))];
            if (lines.Count == 0)
            {
                continue;
            }

            // Reading goes on upward at the end of a column or a page: an open sentence goes on there too.
            bool goesOn = _last is { } last && (lines[0].Box.Top < last.Box.Top || text.Count == 0) && last.Text[^1] is not ('.' or '?' or '!' or '。');
            text.Add((goesOn || _last is null ? "" : "\n") + string.Concat(lines.Select(line => line.Text + "\n")));
            _last = lines[^1];
        }

        return text;
    }

    private static HashSet<string> EdgesOf(PdfPage page) => [.. page.InOrder().SelectMany(block => block).Where(line => IsAtEdge(page, line)).Select(Key)];

    private static bool IsAtEdge(PdfPage page, PdfLine line) => line.Box.Bottom < page.Height * Edge || line.Box.Top > page.Height * (1 - Edge);

    private static string Key(PdfLine line) => Digits().Replace(line.Text, "0");

    [GeneratedRegex(@"\d{1,9}")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(?:Page )?\d{1,4}(?: of \d{1,4})?$", RegexOptions.IgnoreCase)]
    private static partial Regex PageNumber();
}
