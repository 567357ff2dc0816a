using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using AbstractMiner.Text;
using HtmlAgilityPack;

namespace AbstractMiner.Ingest;

/// <summary>
/// The text of a page's abstract among navigation, cookie notices, citation boxes and footers. No rule knows any site: the
/// text is where the sentences are. Of all elements the deepest is taken that holds most of the page's running text; links,
/// and boxes that call themselves menu, footer or cookie notice, do not count and are left out.
/// </summary>
/// <param name="Text">Blocks are apart by an empty line, rows and list items by a line feed, cells by a tab.</param>
/// <param name="Map">From <paramref name="Text"/> to the page.</param>
internal sealed partial record HtmlContent(string Text, OffsetMap Map, string? Title, string? Doi)
{
    /// <summary>Of the page's running text that the chosen element must hold.</summary>
    private const double Share = 0.8;

    /// <summary>A block that is mostly links is navigation.</summary>
    private const double LinkShare = 0.5;

    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "audio", "video", "head", "title", "select", "button", "textarea", "nav", "footer", "aside", "dialog",
    };

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre", "figure", "figcaption", "form", "fieldset", "address", "hr", "body",
    };

    private static readonly HashSet<string> Lines = new(StringComparer.OrdinalIgnoreCase) { "br", "li", "tr", "dt", "dd", "caption", "thead", "tbody" };

    public static HtmlContent Of(HtmlDocument page, string raw)
    {
        HtmlNode root = page.DocumentNode;
        Dictionary<HtmlNode, Measure> measures = Measured(root);
        HtmlNode main = MainElement(root, measures);
        HtmlNode? heading = HeadingBefore(main, root);
        Writer writer = new(raw, measures);
        if (heading is not null)
        {
            writer.Write(heading);
        }

        writer.Write(main);
        (string? title, string? doi) = Declared(root);
        return new HtmlContent(writer.Text, writer.Map, title, doi);
    }

    /// <summary>What each element holds, summed from its texts upward.</summary>
    private static Dictionary<HtmlNode, Measure> Measured(HtmlNode root)
    {
        Dictionary<HtmlNode, Measure> measures = [];
        foreach (HtmlNode node in Walk(root))
        {
            Measure own = default;
            if (node is HtmlTextNode text)
            {
                // Sentences have commas and length; menus, names and dates have neither.
                ReadOnlySpan<char> words = text.Text.AsSpan().Trim();
                bool link = InLink(node);
                double weight = link || words.Length < 25 ? 0 : words.Length + (20 * words.CountAny(',', '.', '，', '。'));
                own = new Measure(weight, words.Length, link ? words.Length : 0, 0);
            }
            else if (node.Name == "a")
            {
                own = new Measure(0, 0, 0, 1);
            }

            for (HtmlNode? up = own == default ? null : node.ParentNode; up is not null; up = up.ParentNode)
            {
                ref Measure sum = ref CollectionsMarshal.GetValueRefOrAddDefault(measures, up, out _);
                sum = new Measure(sum.Weight + own.Weight, sum.Characters + own.Characters, sum.LinkCharacters + own.LinkCharacters, sum.Links + own.Links);
            }
        }

        return measures;
    }

    private static HtmlNode MainElement(HtmlNode root, Dictionary<HtmlNode, Measure> measures)
    {
        double whole = measures.GetValueOrDefault(root).Weight;
        HtmlNode main = root;
        while (whole > 0)
        {
            HtmlNode? deeper = null;
            foreach (HtmlNode child in main.ChildNodes)
            {
                if (measures.GetValueOrDefault(child).Weight >= Share * whole)
                {
                    deeper = child;
                    break;
                }
            }

            // A paragraph is not a page: its neighbours are the title and the sections.
            if (deeper is null || !IsContainer(deeper))
            {
                return main;
            }

            main = deeper;
        }

        return main;
    }

    private static bool IsContainer(HtmlNode node) => node.Name is "html" or "body" or "div" or "main" or "article" or "section" or "table" or "tbody" or "tr" or "td" or "form" or "center";

    /// <summary>The page's main heading where it stands above the chosen element.</summary>
    private static HtmlNode? HeadingBefore(HtmlNode main, HtmlNode root)
    {
        foreach (HtmlNode node in Walk(root))
        {
            if (node == main)
            {
                return null;
            }

            if (node.Name == "h1" && node.OuterStartIndex < main.OuterStartIndex && node.InnerText.AsSpan().Trim().Length > 15)
            {
                return node;
            }
        }

        return null;
    }

    private static (string? Title, string? Doi) Declared(HtmlNode root)
    {
        string? title = null;
        string? doi = null;
        foreach (HtmlNode meta in root.Descendants("meta"))
        {
            string name = meta.GetAttributeValue("name", meta.GetAttributeValue("property", ""));
            string value = WebUtility.HtmlDecode(meta.GetAttributeValue("content", "")).Trim();
            if (value.Length == 0)
            {
                continue;
            }

            if (name.Equals("citation_title", StringComparison.OrdinalIgnoreCase) || (title is null && name.Equals("dc.title", StringComparison.OrdinalIgnoreCase)))
            {
                title = value;
            }
            else if (name.Equals("citation_doi", StringComparison.OrdinalIgnoreCase) || (doi is null && name.Equals("dc.identifier", StringComparison.OrdinalIgnoreCase)))
            {
                doi = DoiForm().Match(value) is { Success: true } match ? match.Value : doi;
            }
        }

        return (title, doi);
    }

    /// <summary>In the order of the page, without recursion and without what is never content.</summary>
    private static IEnumerable<HtmlNode> Walk(HtmlNode root)
    {
        for (HtmlNode? node = root; node is not null;)
        {
            bool enter = !IsChrome(node);
            if (enter)
            {
                yield return node;
            }

            node = Next(node, root, enter);
        }
    }

    private static HtmlNode? Next(HtmlNode node, HtmlNode root, bool enter)
    {
        if (enter && node.FirstChild is { } child)
        {
            return child;
        }

        for (HtmlNode? up = node; up is not null && up != root; up = up.ParentNode)
        {
            if (up.NextSibling is { } next)
            {
                return next;
            }
        }

        return null;
    }

    private static bool IsChrome(HtmlNode node)
    {
        if (node.NodeType == HtmlNodeType.Comment || Skipped.Contains(node.Name))
        {
            return true;
        }

        if (node.NodeType != HtmlNodeType.Element || !node.HasAttributes || node.Name is "html" or "body")
        {
            return false;
        }

        return node.GetAttributeValue("role", "") is "navigation" or "banner" or "contentinfo" or "search" or "dialog" or "alertdialog" or "menu"
            || node.Attributes.Contains("hidden")
            || node.GetAttributeValue("aria-hidden", "") == "true"
            || ChromeName().IsMatch(node.GetAttributeValue("class", ""))
            || ChromeName().IsMatch(node.Id ?? "")
            || HiddenStyle().IsMatch(node.GetAttributeValue("style", ""));
    }

    private static bool InLink(HtmlNode node)
    {
        for (HtmlNode? up = node; up is not null && !Blocks.Contains(up.Name); up = up.ParentNode)
        {
            if (up.Name == "a")
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex("""(?<![a-z])(?:nav|navbar|navigation|menu|footer|cookies?|consent|gdpr|breadcrumbs?|sidebar|share|sharing|social|related|recommended|newsletter|subscribe|advert|ads?|promo|banner|popup|modal|skip-link|screen-reader-text|sr-only|visually-hidden|pagination|login|search-form|toolbar|site-header|comments?)(?![a-z])""", RegexOptions.IgnoreCase)]
    private static partial Regex ChromeName();

    [GeneratedRegex("""display\s?:\s?none|visibility\s?:\s?hidden""", RegexOptions.IgnoreCase)]
    private static partial Regex HiddenStyle();

    [GeneratedRegex("""10\.\d{4,9}/[^\s"<>]{1,200}""")]
    private static partial Regex DoiForm();

    /// <summary>What an element holds, with all that is in it.</summary>
    private record struct Measure(double Weight, int Characters, int LinkCharacters, int Links);

    /// <summary>Writes the text of elements in the order of the page, with the way back for every character.</summary>
    private sealed class Writer(string raw, Dictionary<HtmlNode, Measure> measures)
    {
        private const char Paragraph = '\u2029';

        private readonly StringBuilder _text = new();
        private readonly OffsetMap.Builder _map = new();
        private int _rawEnd;
        private char _pending;

        public string Text => _text.ToString();

        public OffsetMap Map => _map.Build();

        public void Write(HtmlNode element)
        {
            HtmlNode node = element;
            while (true)
            {
                Break(BreakOf(node));
                bool enter = !IsChrome(node) && !IsLinkList(node);
                if (enter)
                {
                    Open(node);
                    if (node.FirstChild is { } child)
                    {
                        node = child;
                        continue;
                    }
                }

                Break(BreakOf(node));
                while (node != element && node.NextSibling is null && node.ParentNode is { } parent)
                {
                    node = parent;
                    Break(BreakOf(node));
                }

                if (node == element || node.NextSibling is not { } next)
                {
                    return;
                }

                node = next;
            }
        }

        private void Open(HtmlNode node)
        {
            if (node is HtmlTextNode text)
            {
                Append(text.StreamPosition, text.StreamPosition + text.Text.Length);
            }
            else if (node.Name == "sup" && node.InnerStartIndex > node.OuterStartIndex
                && Superscript.NeedsCaret(_pending == '\0' && _text.Length > 0 ? _text[^1] : ' ', node.InnerText, After(node)))
            {
                Put("^", new TextSpan(node.OuterStartIndex, node.InnerStartIndex));
            }
        }

        private char After(HtmlNode node) => node.NextSibling is HtmlTextNode { Text.Length: > 0 } next ? next.Text[0] : ' ';

        private bool IsLinkList(HtmlNode node) => node.Name is "ul" or "ol" or "dl" or "table" or "div" or "p" && measures.TryGetValue(node, out Measure measure)
            && measure.Links >= 3 && measure.LinkCharacters > LinkShare * measure.Characters;

        private static char BreakOf(HtmlNode? node) => node switch
        {
            null => '\0',
            _ when Blocks.Contains(node.Name) => Paragraph,
            _ when Lines.Contains(node.Name) => '\n',
            { Name: "td" or "th" } => '\t',
            _ => '\0',
        };

        /// <summary>The strongest of the breaks between two texts is written when the second comes.</summary>
        private void Break(char kind)
        {
            if (Strength(kind) > Strength(_pending))
            {
                _pending = kind;
            }
        }

        private static int Strength(char kind) => kind switch { Paragraph => 4, '\n' => 3, '\t' => 2, ' ' => 1, _ => 0 };

        private void Append(int from, int to)
        {
            for (int i = from; i < to;)
            {
                if (raw[i] is ' ' or '\t' or '\n' or '\r' or '\f')
                {
                    Break(' ');
                    i++;
                }
                else if (raw[i] == '&' && Entity(raw.AsSpan(i, Math.Min(to - i, 34))) is { } entity)
                {
                    Put(entity.Text, new TextSpan(i, i + entity.Length));
                    i += entity.Length;
                }
                else
                {
                    int end = i + 1 + Math.Max(0, raw.AsSpan(i + 1, to - i - 1).IndexOfAny(" \t\n\r\f&") is var stop and >= 0 ? stop : to - i - 1);
                    Put(raw[i..end], new TextSpan(i, end));
                    i = end;
                }
            }
        }

        private void Put(string characters, TextSpan source)
        {
            // A malformed page may give a text twice: what was written stays written once.
            if (source.Start < _rawEnd || characters.Length == 0)
            {
                return;
            }

            if (_pending != '\0' && _text.Length > 0 && source.Start > _rawEnd)
            {
                string gap = _pending == Paragraph ? "\n\n" : _pending.ToString();
                _text.Append(gap);
                _map.Add(gap.Length, new TextSpan(_rawEnd, source.Start));
            }

            _pending = '\0';
            _text.Append(characters);
            _map.Add(characters.Length, source);
            _rawEnd = source.End;
        }

        private static (string Text, int Length)? Entity(ReadOnlySpan<char> text)
        {
            int length = text.IndexOf(';') + 1;
            if (length < 3)
            {
                return null;
            }

            if (text[1] == '#')
            {
                bool hex = text[2] is 'x' or 'X';
                return uint.TryParse(text[(hex ? 3 : 2)..(length - 1)], hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out uint code)
                    ? (Characters.Of(code), length)
                    : null;
            }

            string entity = text[..length].ToString();
            string decoded = WebUtility.HtmlDecode(entity);
            return decoded.Equals(entity, StringComparison.Ordinal) ? null : (decoded, length);
        }
    }
}
