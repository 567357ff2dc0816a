using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>Points and stretches of time: "SRI-4 response at week 52", "after 3, 6 and 12 months", "from baseline".</summary>
public sealed partial class TimeTagger(TimeTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Whether phases without a number count as times ("during follow-up", "after treatment").</summary>
        public bool NamedTimes { get; init; } = true;
    }

    private const string Count = @"(?:\d{1,4}(?:\.\d{1,2})?|" + Fragments.NumberWord + "(?:-" + Fragments.NumberWord + ")?)";
    private const string Unit = "(?:minutes?|mins?|hours?|hrs?|h|days?|weeks?|wks?|wk|months?|mos?|years?|yrs?|yr)";
    private const string Gap = @"(?:\s?\([^()\n]{1,60}\))?(?:\s?,\s?(?:and\s|or\s)?|\s(?:and|or|to|vs\.?|versus)\s|\s?-\s?|\s?/\s?)";

    private static readonly WordSet Units = WordSet.Of("minute minutes min mins hour hours hr hrs h day days week weeks wk wks month months mo mos year years yr yrs");
    private static readonly string[] NumberWords = ["one", "two", "thr", "fou", "fiv", "six", "sev", "eig", "nin", "ten", "ele", "twe", "thi", "hun", "tho", "mil", "doz"];
    private static readonly WordSet NumberHeads = new(NumberWords);

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(TimeMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        List<TimeMention> found = [];
        foreach (Sentence sentence in doc.Text.Sentences)
        {
            if (sentence.Language != Language.English)
            {
                continue;
            }

            Add(found, text, Numbered.In(text, sentence.Span).SelectMany(times => times));
            Add(found, text, Lettered.In(text, sentence.Span));
            Add(found, text, Counted.In(text, sentence.Span).SelectMany(times => times));
            if (options.NamedTimes)
            {
                Add(found, text, From.In(text, sentence.Span));
                Add(found, text, Named.In(text, sentence.Span).Where(named => !IsFollowUpOf(found, text, named)));
            }
        }

        AddAliases(found, text);
        return found.Count == 0 ? doc : doc.With(found);
    }

    /// <summary>"Before surgery (T0) and 3 (T1) and 6 months (T2) after": what the text names two of in brackets stands for those times from there on.</summary>
    private static void AddAliases(List<TimeMention> found, string text)
    {
        List<(TimeMention Time, Group Name)> defined = [];
        foreach (TimeMention time in found)
        {
            if (text.AsSpan(time.Span.End, Math.Min(32, text.Length - time.Span.End)).Contains('(') && AliasRegex().Match(text, time.Span.End) is { Success: true } match
                && !found.Exists(other => other.Span.Start >= time.Span.End && other.Span.Start < match.Groups["alias"].Index))
            {
                defined.Add((time, match.Groups["alias"]));
            }
        }

        foreach ((TimeMention time, Group name) in defined)
        {
            for (int at = name.Index + name.Length; defined.Count > 1 && (at = text.IndexOf(name.Value, at, StringComparison.Ordinal)) >= 0; at += name.Length)
            {
                TextSpan span = new(at, at + name.Length);
                if (!char.IsLetterOrDigit(text[at - 1]) && (span.End == text.Length || !char.IsLetterOrDigit(text[span.End])) && !found.Exists(other => other.Span.Overlaps(span)))
                {
                    found.Add(new TimeMention(span, "time.alias", 0.9, time.Days));
                }
            }
        }
    }

    /// <summary>The first reading of a place stands; ages and the rhythm of doses are no times.</summary>
    private static void Add(List<TimeMention> found, string text, IEnumerable<TimeMention> mentions)
    {
        foreach (TimeMention mention in mentions)
        {
            if (!found.Exists(other => other.Span.Overlaps(mention.Span)) && !IsAgeOrRhythm(text, mention.Span))
            {
                found.Add(mention);
            }
        }
    }

    /// <summary>"26 months median follow-up" and "after 3 months" are one time each, told by its number.</summary>
    private static bool IsFollowUpOf(List<TimeMention> found, string text, TimeMention named) =>
        found.Exists(time => time.Days is not null && time.Span.Start == named.Span.End + 1)
        || (named.Span.In(text).Contains("follow", StringComparison.OrdinalIgnoreCase) && found.Exists(time => time.Days is not null && time.Span.DistanceTo(named.Span) is > 0 and < 6));

    private static bool IsAgeOrRhythm(string text, TextSpan span)
    {
        ReadOnlySpan<char> before = text.AsSpan(Math.Max(0, span.Start - 28), span.Start - Math.Max(0, span.Start - 28));
        ReadOnlySpan<char> after = text.AsSpan(span.End, Math.Min(12, text.Length - span.End));
        return AgeBefore.IsMatch(before) || AgeAfter.IsMatch(after) || (span.In(text).Contains("year", StringComparison.OrdinalIgnoreCase) && OverAge.IsMatch(before));
    }

    public static Pattern<List<TimeMention>> Counted { get; } = new("time.counted", CountedRegex(), ReadCounted)
    {
        Needs = HasUnit,
        Cues = SearchValues.Create(["min", "hour", "hr", "day", "week", "wk", "mo", "year", "yr", " h", "-h", ")h", .. Enumerable.Range(0, 10).Select(digit => $"{digit}h")], StringComparison.Ordinal),
        Starts = new WordStarts(NumberWords) { Digits = true, Behind = MayBeTimed }.Next,
        Finds = ["at 6 months", "after 3, 6, and 12 months", "the 12-week visit", "five-year survival", "at 3 (7.4), 6 (6.3) and 12 months (5.1)", "4 to 6 months later", "24h urine"],
        Ignores = ["10 mg", "6 men", "12 hospitals", "in 2 of 9"],
    };

    private static bool HoldsDigits(ReadOnlySpan<char> text) => text.ContainsAnyInRange('0', '9');

    /// <summary>Whether any word is a unit of time, or may be a number word with a unit glued to it.</summary>
    private static bool HasUnit(ReadOnlySpan<char> text)
    {
        for (int at = 0, end; at < text.Length; at = end)
        {
            for (end = at; end < text.Length && char.IsLetter(text[end]);)
            {
                end++;
            }

            ReadOnlySpan<char> word = text[at..end];
            if ((word is ['m' or 'h' or 'd' or 'w' or 'y', ..] && Units.Holds(word)) || (word.Length > 4 && NumberHeads.Holds(word[..3])))
            {
                return true;
            }

            end = Math.Max(end, at + 1);
        }

        return false;
    }

    /// <summary>Whether a unit, or a gap before the next number or the unit, may begin here.</summary>
    private static bool MayBeTimed(ReadOnlySpan<char> behind) =>
        behind is [',' or '-' or '/' or '(' or 'm' or 'h' or 'd' or 'w' or 'y', ..]
        || (behind is [var space, var next, ..] && char.IsWhiteSpace(space)
            && (next is ',' or '-' or '/' or '(' or 'm' or 'h' or 'd' or 'w' or 'y' or 'a' or 'o' or 't' or 'v' || char.IsWhiteSpace(next)));

    private static List<TimeMention>? ReadCounted(Match match)
    {
        Group unit = match.Groups["unit"];
        CaptureCollection counts = match.Groups["count"].Captures;
        List<TimeMention> times = new(counts.Count);
        for (int i = 0; i < counts.Count; i++)
        {
            bool last = i == counts.Count - 1;
            bool glued = last && unit.Index - (counts[i].Index + counts[i].Length) <= 2;
            TextSpan span = new(counts[i].Index, glued ? unit.Index + unit.Length : counts[i].Index + counts[i].Length);
            times.Add(new TimeMention(span, "time.counted", 0.95, Days(counts[i].ValueSpan, unit.ValueSpan)) { Name = glued ? null : $"{counts[i].Value} {(counts[i].ValueSpan is "1" ? unit.ValueSpan.TrimEnd('s') : unit.ValueSpan)}" });
        }

        // "4 to 6 months" is one stretch, "4 and 6 months" are two points.
        ReadOnlySpan<char> between = times.Count == 2 ? match.ValueSpan[(times[0].Span.End - match.Index)..(times[1].Span.Start - match.Index)].Trim() : "";
        return between is "to" or "-" ? [times[1] with { Span = times[0].Span.Hull(times[1].Span), Name = null }] : times;
    }

    public static Pattern<List<TimeMention>> Numbered { get; } = new("time.numbered", NumberedRegex(), ReadNumbered)
    {
        Needs = HoldsDigits,
        Starts = new WordStarts("wee", "day", "mon", "yea").Next,
        Finds = ["at week 52", "on days 1, 8 and 15", "to month 6 (p<0.001) and 12", "at Week-24"],
        Ignores = ["per day 10 mg", "6-month 40", "weeks of 12 patients"],
    };

    private static List<TimeMention>? ReadNumbered(Match match)
    {
        CaptureCollection counts = match.Groups["count"].Captures;
        List<TimeMention> times = new(counts.Count);
        for (int i = 0; i < counts.Count; i++)
        {
            int start = i == 0 ? match.Groups["unit"].Index : counts[i].Index;
            times.Add(new TimeMention(new TextSpan(start, counts[i].Index + counts[i].Length), "time.numbered", 0.97, Days(counts[i].ValueSpan, match.Groups["unit"].ValueSpan)) { Name = i == 0 ? null : $"{match.Groups["unit"].ValueSpan.TrimEnd('s')} {counts[i].Value}" });
        }

        return times;
    }

    public static Pattern<TimeMention> Lettered { get; } = new("time.lettered", LetteredRegex(),
        match => new TimeMention(match.Groups["time"].Span(), "time.lettered", 0.9, Days(match.Groups["count"].ValueSpan, match.Groups["unit"].ValueSpan)))
    {
        Cues = SearchValues.Create([.. from letter in "dDWM" from digit in "123456789" select $" {letter}{digit}"], StringComparison.Ordinal),
        Finds = ["seen on d7 in 85%", "at D28", "by W12", "at M6"],
        Ignores = ["vitamin D3", "at M1 stage", "on D-dimer"],
    };

    public static Pattern<TimeMention> Named { get; } = new("time.named", NamedRegex(), ReadNamed)
    {
        Cues = SearchValues.Create(["aseline", "entry", "presentation", "inclusion", "enrol", "Pre", "pre", "efore", "nd of", "completion", "Post", "post", "discharge", "ollow", "screening", "admission", "diagnosis", "andomi", "delivery", "birth", "discontinuation", "at term", "tudy end", "reatment end", "rial end", "interim", "phase", "period", "fter", "uring", "month", "year", "week"],
            StringComparison.Ordinal),
        Starts = new WordStarts("bas", "at ", "stu", "pre", "bef", "the", "end", "tre", "tri", "pos", "dis", "med", "las", "fin", "fol", "com", "fir", "pla", "int", "mai", "acu", "aft", "dur") { Glued = true }.Next,
        Finds = ["at baseline", "before treatment", "24.7% before and 10.4% after", "the end of the study", "posttherapy", "during the follow-up period", "at discharge", "at study completion", "Pre-intervention", "the end of 4 cycles", "completion of radiotherapy", "at delivery", "at screening", "Study end"],
        Ignores = ["the premenopausal women", "the posterior wall", "a prediction", "six hundred"],
    };

    private static TimeMention? ReadNamed(Match match)
    {
        bool baseline = match.Groups["zero"].Success;
        return new TimeMention(match.Span(), baseline ? "time.baseline" : "time.named", baseline ? 0.95 : 0.8, baseline ? 0 : null);
    }

    public static Pattern<TimeMention> From { get; } = new("time.from", FromRegex(), match => new TimeMention(match.Groups["from"].Span(), "time.from", 0.85, 0) { Name = "baseline" })
    {
        Needs = text => HoldsDigits(text) && text.Contains("from ", StringComparison.Ordinal),
        Finds = ["fell from 86 ± 21 to 123 ± 33 ng/l", "decreased from 32.9% to 29.4%", "HbA1c (from 8.2 (1.1) to 7.3)"],
        Ignores = ["ranged from 0.89 to 0.97", "from 4 to 6 months", "from 1999 to 2004", "from 9.1% at baseline to 7.3%"],
    };

    private static decimal? Days(ReadOnlySpan<char> count, ReadOnlySpan<char> unit)
    {
        if (NumberReader.Read(count)?.Value is not { } number)
        {
            return null;
        }

        decimal days = char.ToLower(unit[0], CultureInfo.InvariantCulture) switch
        {
            'd' => number,
            'w' => number * 7,
            'y' => number * 365.25m,
            'h' => number / 24,
            _ => unit.StartsWith("mi", StringComparison.OrdinalIgnoreCase) ? number / 1440 : number * 30.4375m,
        };
        return days < 1 ? Math.Round(days, 5) : Math.Round(days, MidpointRounding.AwayFromZero);
    }

    [GeneratedRegex(@"(?<!\b[Rr]ang(?:ed|ing)\ |\b[Vv]aried\ )\b(?<from>from)\ (?!(?:19|20)\d\d\b)-?\d[\d.,]{0,9}\s?%?[^;:\p{L}]{0,24}(?:\p{L}[\p{L}\d/]{0,7}\ )?to\ -?\d[\d.,]{0,9}(?!\d|\s?-?(?:week|month|day|year|hour|min))", RegexOptions.CultureInvariant)]
    private static partial Regex FromRegex();

    [GeneratedRegex(@"\b(?:on|at|by|until|to)\ (?<time>(?<unit>[DdW]|M(?=(?:[369]|12|18|24|36)\b))(?<count>[1-9]\d{0,2}))" + Fragments.End, RegexOptions.CultureInvariant)]
    private static partial Regex LetteredRegex();

    [GeneratedRegex(@"\G[^.;,()]{0,24}\((?<alias>[A-Z]\d{1,2}|Time\ \d)\)", RegexOptions.CultureInvariant)]
    private static partial Regex AliasRegex();

    private static Regex AgeBefore => AgeBeforeRegex();

    /// <summary>"Women over 50 years"; "over 12 weeks" is a stretch.</summary>
    private static Regex OverAge => OverAgeRegex();

    private static Regex AgeAfter => AgeAfterRegex();

    [GeneratedRegex(@"(?:\b[Aa]ge[ds]?\b[^.;,]{0,24}|\b(?:older|younger)\ (?:than\ )?|\bevery\ |\beach\ |\bper\ |\bonce\ (?:a|every)\ |[<>≥≤=/±*]\s?)$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex AgeBeforeRegex();

    [GeneratedRegex(@"\b(?:over|under)\ (?:the\ )?$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex OverAgeRegex();

    [GeneratedRegex(@"^(?:\s|-)(?:old\b|of\ age)", RegexOptions.CultureInvariant)]
    private static partial Regex AgeAfterRegex();

    [GeneratedRegex(@"\G" + Fragments.Start + "(?<count>" + Count + ")(?:" + Gap + "(?<count>" + Count + @")){0,6}(?:\s?\([^()\n]{1,60}\))?[\s-]{0,2}(?<unit>" + Unit + ")" + Fragments.End,
        RegexOptions.CultureInvariant)]
    private static partial Regex CountedRegex();

    [GeneratedRegex(@"\G(?<![\p{L}\d·./-])(?<unit>[Ww]eeks?|[Dd]ays?|[Mm]onths?|[Yy]ears?)[\s-](?<count>\d{1,4})(?:" + Gap + @"(?<count>\d{1,4})(?!\s?(?:%|\(|mg|of|patients))){0,6}" + Fragments.End + @"(?!\.\d|\s?(?:mg|%))",
        RegexOptions.CultureInvariant)]
    private static partial Regex NumberedRegex();

    [GeneratedRegex("""
        \G(?:(?<![\p{L}\d-])(?:
          (?<zero>[Bb]aseline|(?:at\ |[Ss]tudy\ )(?:entry|presentation|inclusion|enrol?lment|screening|admission|diagnosis|randomi[sz]ation)|[Pp]re-?\s?(?:treatment|therapy|intervention|operative(?:ly)?|operation|test|training|dose)|[Pp]re(?!-\p{L})|[Bb]efore(?:\ (?:the\ )?(?:treatment|therapy|intervention|surgery|operation))?)
          |(?:(?:[Tt]he\ )?[Ee]nd|[Cc]ompletion)\ of\ (?:the\ )?(?:(?:\d{1,2}|\p{L}{2,14})\ ){0,2}?(?:study|trial|treatment|(?:radio|chemo)?therapy|RT|intervention|follow-?up|observation|cycles|course|infusion|surgery|operation|procedure|training|period|pregnancy)|(?:[Ss]tudy|[Tt]reatment|[Tt]rial)\ (?:completion|end)
          |[Pp]ost-?\s?(?:treatment|therapy|intervention|operative(?:ly)?|operation|transplant(?:ation)?|test|training|dose|partum)|[Pp]ost(?!-\p{L})|(?:at\ )?discharge|at\ (?:delivery|birth|discontinuation|term)
          |(?:(?:median|last|final)\ )?follow-?up(?:\ (?:period|visit|phase))?|(?:first\ )?(?:planned\ )?interim\ analysis|(?:treatment|intervention|intensive|maintenance|acute)\ (?:phase|period)
          |[Aa]fter(?:\ (?:the\ )?(?:treatment|therapy|intervention|surgery|operation|transplantation))?|[Ff]ollowing\ (?:the\ )?(?:treatment|therapy|intervention|surgery)|[Dd]uring\ (?:the\ )?(?:study|trial|treatment|pregnancy|hospitali[sz]ation|\p{L}{2,16}\ (?:infusion|inhalation|phase|period))
          |(?:last|first)\ (?:month|year|week)
        )(?![\p{L}\d])|(?<=\p{Ll})(?:(?<zero>Pre)|Post)(?!\p{Ll}))                # a subscript that lost its line: "TreatmentPre 18.5"
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex NamedRegex();
}
