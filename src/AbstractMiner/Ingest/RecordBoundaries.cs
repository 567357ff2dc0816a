using System.Text.RegularExpressions;
using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>
/// Where the abstracts of a dump begin. Signs, from the surest: a title label of an export, the numbered items of a
/// citation list, abstract numbers, a heading that starts over, a title in capitals or below keywords, a rule, whole abstracts as paragraphs. An
/// abstract that is cut in two costs more than two that stay together: without a sign there is no boundary.
/// </summary>
internal static partial class RecordBoundaries
{
    [GeneratedRegex(@"^(?<number>\d{1,5})\. [A-Z][^\n]{3,160}\b(?:19|20)\d\d\b", RegexOptions.CultureInvariant)]
    private static partial Regex ListedCitation();

    [GeneratedRegex(@"^1\.? (?:Introduction|INTRODUCTION|Background|BACKGROUND)\b", RegexOptions.CultureInvariant)]
    private static partial Regex BodyStart();

    /// <param name="isOne">The format says that there is one abstract: nothing is a boundary but the body of a paper.</param>
    public static List<Record> Find(string text, List<Heading> headings, bool isOne)
    {
        List<RecordLine> lines = RecordLine.All(text, headings);
        if (lines.Count == 0)
        {
            return [];
        }

        SortedSet<int> starts = [0];
        if (!isOne && !TitleLabels(text, lines, starts) && !ListedCitations(text, lines, starts))
        {
            Signs(text, lines, starts);
            WholeParagraphs(text, lines, starts);
        }

        List<Record> records = [];
        int[] first = [.. starts];
        for (int i = 0; i < first.Length; i++)
        {
            int end = i + 1 < first.Length ? first[i + 1] : lines.Count;
            int body = Body(text, lines, first[i], end);
            records.Add(new Record(new TextSpan(lines[first[i]].Span.Start, lines[(body < 0 ? end : body) - 1].Span.End), false, i == 0, i == first.Length - 1 && body < 0));
            if (body >= 0)
            {
                records.Add(new Record(new TextSpan(lines[body].Span.Start, lines[end - 1].Span.End), true, false, i == first.Length - 1));
            }
        }

        return records;
    }

    /// <summary><c>TITLE:</c> begins each record of an export.</summary>
    private static bool TitleLabels(string text, List<RecordLine> lines, SortedSet<int> starts)
    {
        bool any = false;
        for (int i = 0; i < lines.Count; i++)
        {
            if (FrontMatter.TitleLabel(lines[i].Span.In(text)) > 0)
            {
                any = true;
                starts.Add(i);
            }
        }

        // What stands before the first label (a line about the export) is no record of its own.
        if (any && starts.Count > 1 && FrontMatter.TitleLabel(lines[0].Span.In(text)) == 0 && !lines[0].Heads)
        {
            starts.Remove(starts.ElementAt(1));
        }

        return any;
    }

    /// <summary><c>1. Journal. 2018;27(3):12-9.</c>, <c>2. ...</c>: a citation manager's list.</summary>
    private static bool ListedCitations(string text, List<RecordLine> lines, SortedSet<int> starts)
    {
        int expected = -1;
        List<int> found = [];
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Blank && char.IsAsciiDigit(text[lines[i].Span.Start]) && ListedCitation().Match(lines[i].Span.Of(text)) is { Success: true } match
                && int.TryParse(match.Groups["number"].ValueSpan, out int number) && (expected < 0 || number == expected))
            {
                found.Add(i);
                expected = number + 1;
            }
        }

        if (found.Count < 2 || found[0] > 2)
        {
            return false;
        }

        starts.Clear();
        starts.UnionWith(found);
        if (found[0] > 0)
        {
            starts.Remove(found[0]);
            starts.Add(0);
        }

        return true;
    }

    private static void Signs(string text, List<RecordLine> lines, SortedSet<int> starts)
    {
        HashSet<int> numbered = Numbered(text, lines);
        int highest = -1;
        int prose = 0;
        int start = 0;
        bool body = false;
        bool translated = false;
        bool summed = false;
        for (int i = 0; i < lines.Count; i++)
        {
            RecordLine line = lines[i];
            ReadOnlySpan<char> content = line.Span.In(text);
            body |= prose > 300 && BodyStart().IsMatch(content);
            int boundary = -1;
            if (numbered.Contains(i) && (prose > 0 || i > start && numbered.Contains(start)))
            {
                boundary = i;
            }
            else if (body)
            {
                continue;
            }
            else if (line.First is 0 or 1 && highest >= 3 && (line.Heads || highest >= 4) || line.First == 2 && line.Heads && highest >= 4 && line.Blank)
            {
                boundary = line.Heads ? WalkBack(text, lines, i, start) : i;
                if (boundary > start && summed)
                {
                    // An editors' or authors' summary has headings of its own.
                    boundary = -1;
                    summed = false;
                }
                else if (boundary > start && !translated && Bilingual.IsTranslation(text, new TextSpan(lines[start].Span.Start, lines[boundary - 1].Span.End), lines[i].Span))
                {
                    boundary = -1;
                    translated = true;
                    highest = -1;
                }
            }
            else if (IsRule(content) && prose >= 300 && i + 1 < lines.Count)
            {
                boundary = i + 1;
            }
            else if (prose >= 300 && line.Blank && LayoutPass.IsCapitals(content) && !line.Heads && content.Count(' ') >= 3 && content.Length >= 25 && FrontFollows(text, lines, i))
            {
                boundary = i;
            }
            else if (prose >= 300 && line.Blank && !line.Heads && FrontMatter.IsKeywords(lines[i - 1].Span.In(text)) && WholeAbstract.MayBeTitle(content) && FrontFollows(text, lines, i)
                && !Bilingual.IsTranslation(text, new TextSpan(lines[start].Span.Start, lines[i - 1].Span.End), line.Span))
            {
                boundary = i;
            }

            if (boundary > start)
            {
                starts.Add(boundary);
                start = boundary;
                highest = -1;
                prose = 0;
                body = false;
                translated = false;
                summed = false;
            }

            summed |= line.Sums;
            highest = Math.Max(highest, line.Highest);
            prose += line.Heads || content.Length >= 100 && LayoutPass.EndsSentence(content) ? content.Length : 0;
        }
    }

    /// <summary>The lines that begin with an abstract's number: numbers of one form, more than one, or one with a title in capitals.</summary>
    private static HashSet<int> Numbered(string text, List<RecordLine> lines)
    {
        Dictionary<string, List<int>> forms = [];
        for (int i = 0; i < lines.Count; i++)
        {
            ReadOnlySpan<char> line = lines[i].Span.In(text);
            if (Identifiers.StartsLine(line) && Identifiers.Leading(line) is { } id)
            {
                string form = new([.. id.Id.Of(line[..id.End].ToString()).Select(c => char.IsAsciiDigit(c) ? '0' : c)]);
                form = $"{line[..id.Id.Start]}{form.TrimEnd('0')}";
                if (!forms.TryGetValue(form, out List<int>? places))
                {
                    forms.Add(form, places = []);
                }

                places.Add(i);
            }
        }

        HashSet<int> numbered = [];
        foreach (List<int> places in forms.Values)
        {
            bool strong = places.Exists(place => LayoutPass.IsCapitals(Title(text, lines, place)) || text[lines[place].Span.Start] is 'A' && lines[place].Span.In(text).StartsWith("Abstract", StringComparison.OrdinalIgnoreCase));
            if (places.Count > 1 || strong || places[0] == 0)
            {
                numbered.UnionWith(places);
            }
        }

        return numbered;
    }

    private static ReadOnlySpan<char> Title(string text, List<RecordLine> lines, int place)
    {
        ReadOnlySpan<char> line = lines[place].Span.In(text);
        ReadOnlySpan<char> rest = Identifiers.Leading(line) is { } id ? line[id.End..] : line;
        return rest.Length > 12 || place + 1 >= lines.Count ? rest : lines[place + 1].Span.In(text);
    }

    /// <summary>From a heading that starts over back to the title, authors and numbers that stand above it.</summary>
    private static int WalkBack(string text, List<RecordLine> lines, int heading, int start)
    {
        int at = heading;
        while (at - 1 > start && heading - at < 8 && FrontMatter.MayStandAbove(lines[at - 1].Span.In(text)) && !lines[at - 1].Heads)
        {
            at--;
        }

        if (at - 1 > start && !lines[at - 1].Heads && lines[at - 1].Blank && FrontMatter.IsStoppedTitle(lines[at - 1].Span.In(text)))
        {
            at--;
        }

        // The line below a heading that stands alone is its text, whatever it looks like.
        return at > start && at < heading && lines[at - 1].Heads && Headings.IsWhole(lines[at - 1].Span.In(text)) ? at + 1 : at;
    }

    private static bool IsRule(ReadOnlySpan<char> line) => line.Length >= 5 && line[0] is '-' or '=' or '_' or '*' or '~' or '#' && line.IndexOfAnyExcept(line[0], ' ') < 0;

    /// <summary>Below a title come authors, an institution, a DOI or a heading, not more prose alone.</summary>
    private static bool FrontFollows(string text, List<RecordLine> lines, int title)
    {
        for (int i = title + 1; i < Math.Min(lines.Count, title + 5); i++)
        {
            if (lines[i].Heads || FrontMatter.IsAffiliation(lines[i].Span.In(text)) || FrontMatter.IsAuthors(lines[i].Span.In(text)) || Identifiers.IsWhole(lines[i].Span.In(text)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Paragraphs that are whole abstracts without headings, one after the other.</summary>
    private static void WholeParagraphs(string text, List<RecordLine> lines, SortedSet<int> starts)
    {
        foreach (int start in starts.ToArray())
        {
            int end = starts.GetViewBetween(start + 1, int.MaxValue).FirstOrDefault(lines.Count);
            if (end - start < 2)
            {
                continue;
            }

            List<WholeAbstract> paragraphs = [];
            for (int i = start; i < end; i++)
            {
                bool alone = (i == start || lines[i].Blank || EndsParagraph(text, lines[i - 1])) && (i + 1 >= end || lines[i + 1].Blank || EndsParagraph(text, lines[i]));
                int title = i - 1;
                bool below = title >= start && (lines[title].Blank || title == start) && !lines[title].Heads && WholeAbstract.MayBeTitle(lines[title].Span.In(text));
                if (!lines[i].Heads && (alone || below) && WholeAbstract.Read(text, lines[i].Span, below ? title : i, below ? lines[title].Span.Of(text) : null) is { } paragraph)
                {
                    paragraphs.Add(paragraph);
                }
            }

            // In a list of abstracts nearly every long paragraph has its title; the paragraphs of one abstract have none.
            int titled = paragraphs.Count(paragraph => paragraph.Titled);
            bool list = titled >= 2 && titled * 5 >= paragraphs.Count * 3;
            bool every = titled >= 2 && titled * 4 >= paragraphs.Count * 3;
            bool translation = false;
            for (int i = 1; i < paragraphs.Count; i++)
            {
                WholeAbstract before = paragraphs[i - 1];
                WholeAbstract paragraph = paragraphs[i];
                translation = paragraph.Language != before.Language ? Bilingual.IsTranslation(text, before.Span, paragraph.Span) : translation;
                bool begins = every || (list ? paragraph.Titled || paragraph.Whole || paragraph.First < LineAt(lines, paragraph.Span) : paragraph.Whole && before.Whole);
                if (begins && !translation)
                {
                    starts.Add(paragraph.First);
                }
            }
        }
    }

    private static bool EndsParagraph(string text, RecordLine line) => line.Span.Length > (Folding.IsChinese(text[line.Span.Start]) ? 60 : 160);

    private static int LineAt(List<RecordLine> lines, TextSpan span) => lines.FindIndex(line => line.Span == span);

    /// <summary>The line where the body of a full paper begins; -1 where there is none.</summary>
    private static int Body(string text, List<RecordLine> lines, int start, int end)
    {
        int prose = 0;
        for (int i = start; i < end; i++)
        {
            ReadOnlySpan<char> line = lines[i].Span.In(text);
            if (prose > 300 && BodyStart().IsMatch(line))
            {
                return i;
            }

            prose += line.Length >= 100 ? line.Length : 0;
        }

        return -1;
    }
}
