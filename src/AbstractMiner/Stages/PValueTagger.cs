using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>
/// p-values: "SLEDAI fell at month 6 (p&lt;0.001)". A statement runs from the letter p to the end of its number; the further
/// numbers of a list are statements of their own.
/// </summary>
public sealed partial class PValueTagger(PValueTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(PValueMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        List<PValueMention> found = [];
        foreach (Sentence sentence in doc.Text.Sentences)
        {
            if (sentence.Language != Language.English)
            {
                continue;
            }

            int first = found.Count;
            if (sentence.Span.In(text).ContainsAny('p', 'P'))
            {
                ReadSentence(text, sentence, found);
            }

            if (found.Count == first && sentence.Span.In(text).Contains("value ", StringComparison.Ordinal))
            {
                found.AddRange(LostLetter.In(text, sentence.Span).Where(statement => IsConvention(text, sentence.Span, statement.Span)).Select(statement =>
                    new PValueMention(statement.Span, LostLetter.Name, 0.8, statement.Operator, statement.Value, PKind.Difference, IsThreshold: true, ForAll: false)));
            }
        }

        foreach (Section section in doc.Text.Sections)
        {
            if (section.Kind is SectionKind.Table)
            {
                ReadTable(text, section.Span, found);
            }
        }

        return found.Count == 0 ? doc : doc.With(found.Where(mention => mention.Confidence >= options.Least));
    }

    /// <summary>The last cells of the rows under a heading that ends with p, or with the "value" that a lost p leaves.</summary>
    private void ReadTable(string text, TextSpan table, List<PValueMention> found)
    {
        bool headed = false;
        for (int start = table.Start, end; start < table.End; start = end + 1)
        {
            int feed = text.IndexOf('\n', start, table.End - start);
            end = feed < 0 ? table.End : feed;
            int tab = end > start ? text.LastIndexOf('\t', end - 1, end - start) : -1;
            if (tab < 0)
            {
                continue;
            }

            TextSpan cell = new(tab + 1, end);
            if (ColumnHead.Reads(cell.Of(text)))
            {
                headed = true;
            }
            else if (headed && Cell.In(text, cell).FirstOrDefault() is { } statement && !found.Exists(mention => mention.Span.Overlaps(statement.Span)))
            {
                found.Add(new PValueMention(statement.Span, Cell.Name, 0.9, statement.Operator, statement.Value, PKind.Difference, IsThreshold: false, ForAll: false));
            }
        }
    }

    /// <summary>What a statement says, before its surroundings are read.</summary>
    /// <param name="Label">What stands between the letter and the sign: <c>for trend</c>, <c>all</c>.</param>
    internal sealed record PStatement(TextSpan Span, Comparison Operator, Number? Value, string Label);

    private static void ReadSentence(string text, Sentence sentence, List<PValueMention> found)
    {
        bool hasNumbers = sentence.Span.In(text).ContainsAnyInRange('0', '9');
        foreach ((Pattern<PStatement> pattern, double confidence) in Kinds)
        {
            if (!hasNumbers && pattern != NotSignificant)
            {
                continue;
            }

            foreach (PStatement statement in pattern.In(text, sentence.Span))
            {
                if (found.Exists(mention => mention.Span.Overlaps(statement.Span)))
                {
                    continue;
                }

                int clause = found.Aggregate(sentence.Span.Start, (start, mention) => mention.Span.End <= statement.Span.Start ? Math.Max(start, mention.Span.End) : start);
                PKind kind = KindOf(text.AsSpan(clause, statement.Span.Start - clause), statement.Label);
                bool threshold = IsConvention(text, sentence.Span, statement.Span);
                bool forAll = IsForAll(text, sentence.Span, statement);
                found.Add(new PValueMention(statement.Span, pattern.Name, confidence, statement.Operator, statement.Value, kind, threshold, forAll));
                if (statement.Value is null)
                {
                    continue;
                }

                foreach (PStatement next in Rest(text, sentence.Span, statement))
                {
                    found.Add(new PValueMention(next.Span, Another.Name, 0.95, next.Operator, next.Value, kind, threshold, ForAll: false));
                }
            }
        }
    }

    /// <summary>The further numbers of a list: "P = 0.74, 0.32, and 0.49". A list that neither "and" nor a bracket ends is none.</summary>
    private static List<PStatement> Rest(string text, TextSpan within, PStatement first)
    {
        List<PStatement> rest = [];
        bool closed = first.Label.EndsWith("alues", StringComparison.Ordinal);
        for (PStatement last = first; NextInList(text, new TextSpan(last.Span.End, within.End)) is { } match; last = rest[^1])
        {
            bool signed = match.Groups["sign"].Success;
            if (ReadValue(match) is not { } value)
            {
                break;
            }

            Comparison comparison = signed ? ReadOperator(match.Groups["sign"].ValueSpan) : last.Operator;
            closed |= signed || match.Groups["and"].Success;
            int start = signed ? match.Groups["sign"].Index : match.Groups["value"].Index;
            rest.Add(new PStatement(new TextSpan(start, match.Index + match.Length), comparison, value, first.Label));
        }

        closed |= rest.Count > 0 && text.AsSpan(rest[^1].Span.End, Math.Min(16, within.End - rest[^1].Span.End)) is var after
            && (after is [')' or ']', ..] || after.Contains("respectively", StringComparison.Ordinal));
        return closed ? rest : [];
    }

    private static Match? NextInList(string text, TextSpan within) =>
        AnotherRegex().Match(text, within.Start, within.Length) is { Success: true } match ? match : null;

    private static PKind KindOf(ReadOnlySpan<char> clause, ReadOnlySpan<char> label)
    {
        if (label.Contains("trend", StringComparison.OrdinalIgnoreCase))
        {
            return PKind.Trend;
        }

        if (label.Contains("interact", StringComparison.OrdinalIgnoreCase))
        {
            return PKind.Interaction;
        }

        ReadOnlySpan<char> before = clause.TrimEnd(" ,:(["); // "trend p", never "a trend towards fewer falls (p"
        if (before.EndsWith("for trend", StringComparison.OrdinalIgnoreCase) || (before.EndsWith("trend", StringComparison.OrdinalIgnoreCase) && !clause.TrimEnd().EndsWith('(')))
        {
            return PKind.Trend;
        }

        int breakAt = clause.LastIndexOfAny(';', '\n');
        return clause[(breakAt + 1)..].Contains("interaction", StringComparison.OrdinalIgnoreCase) ? PKind.Interaction : PKind.Difference;
    }

    private static bool IsForAll(string text, TextSpan sentence, PStatement statement)
    {
        ReadOnlySpan<char> before = text.AsSpan(sentence.Start, statement.Span.Start - sentence.Start).TrimEnd();
        ReadOnlySpan<char> after = text.AsSpan(statement.Span.End, sentence.End - statement.Span.End);
        return statement.Label.Contains("all", StringComparison.OrdinalIgnoreCase) || statement.Label.Contains("both", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("all", StringComparison.OrdinalIgnoreCase) || before.EndsWith("both", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("each", StringComparison.OrdinalIgnoreCase)
            || after.StartsWith(" for all", StringComparison.Ordinal) || after.StartsWith(" for both", StringComparison.Ordinal) || after.StartsWith(" for each", StringComparison.Ordinal)
            || after.StartsWith(" in all", StringComparison.Ordinal) || after.StartsWith(" in both", StringComparison.Ordinal) || after.StartsWith(", all", StringComparison.Ordinal)
            || after.StartsWith(" each", StringComparison.Ordinal) || after.StartsWith(" all)", StringComparison.Ordinal);
    }

    /// <summary>Whether the sentence lays down a level instead of reporting a result.</summary>
    private static bool IsConvention(string text, TextSpan sentence, TextSpan statement)
    {
        ReadOnlySpan<char> all = sentence.In(text);
        return (all.Contains("ignifican", StringComparison.Ordinal) || all.Contains("level", StringComparison.Ordinal) || all.Contains("threshold", StringComparison.Ordinal)
                || all.Contains("alpha", StringComparison.OrdinalIgnoreCase) || all.Contains("cut", StringComparison.Ordinal))
            && (ConventionBeforeRegex().IsMatch(text.AsSpan(sentence.Start, statement.Start - sentence.Start)) || ConventionAfterRegex().IsMatch(text.AsSpan(statement.End, sentence.End - statement.End)));
    }

    internal static Pattern<PStatement> Signed { get; } = new("p.sign", SignedRegex(), ReadStatement)
    {
        Starts = NextLetter,
        Finds = ["(p<0.001)", "P = .03", "p ≤ 0.05", "p-value = 0.9", "P for trend = 0.04", "P(interaction)=0.2", "Ptrend<0.01", "P all <0.05", "P = 1.2×10-5", "p <or= 0.02",
            "p = <0.01", "all ps < .05", "P = 0. 99", "P-value: .22", "P value 0.03", "P < 0.0001-0.0107", "P value (log-rank) = 0.3", "P < 5%", "P for the test of two slopes > 0.2", "P=1e-8", "p < 2E-09", "P = 4.93 × 10-7", "P = 8.82 × 10-16", "P values in the red group: <0.01"],
        Ignores = ["p53 = 0.4", "pH = 7.4", "p = 7", "P2Y12 < 0.5", "pO2 = 0.9", "power = 0.80", "group P (n = 40)", "Cannula P < 0.3 mm", "P 0.05", "P300 latency < 0.4", "P. vivax = 0.4", "()", "T&P = 0.5"],
    };

    internal static Pattern<PStatement> Worded { get; } = new("p.words", WordedRegex(), ReadStatement)
    {
        Starts = NextLetter,
        Finds = ["p less than 0.05", "P value of less than .01", "P was less than or equal to 0.05", "p values of 0.01 and 0.03", "P-values were 0.2 and 0.4", "a P value below 0.05", "(P greater than 0.1)",
            "P for interaction was 0.03", "p-value was <0.01", "P value equal to 0.04"],
        Ignores = ["group P was 0.5 mm", "P values were calculated", "the peak was less than 0.5", "P was 0.3"],
    };

    internal static Pattern<PStatement> NotSignificant { get; } = new("p.ns", NotSignificantRegex(),
        match => new PStatement(match.Span(), Comparison.NotSignificant, null, match.Groups["label"].Value))
    {
        Starts = NextLetter,
        Finds = ["P = NS", "p=ns)", "P: n.s.", "p not significant", "P = not significant", "p-value NS"],
        Ignores = ["NS", "P = nsaid", "group P not given", "p non-linear"],
    };

    // Below the patterns that it lists: static members are made in the order of the file.
    private static readonly (Pattern<PStatement>, double)[] Kinds = [(Signed, 0.99), (Worded, 0.96), (NotSignificant, 0.97)];

    /// <summary>The number after a statement, where it is another p-value; what follows it tells.</summary>
    internal static Pattern<PStatement> Another { get; } = new("p.list", AnotherRegex(),
        match => ReadValue(match) is { } value ? new PStatement(match.Groups["value"].Span(), Comparison.Equal, value, "") : null)
    {
        Finds = [", 0.32, ", " and .031, respectively", ", and <0.001)", "; 0.04)", " and 0.31 for the two meals"],
        Ignores = [", 0.5 mg", " and 0.4%", ", 0.5-0.9)", ", 95% CI", " and 3.2 for", ", 0.4 ± 0.1", ", 0.2 to 0.9)", ", n = 0.5"],
    };

    /// <summary>A page that lost the letter in italics: "significance was defined as a value &lt; 0.05".</summary>
    internal static Pattern<PStatement> LostLetter { get; } = new("p.lost-letter", LostLetterRegex(), ReadStatement)
    {
        Finds = ["defined as a value < 0.05", "with the value ≤ .01"],
        Ignores = ["a value < 5", "a mean value < 0.05", "values < 0.05 mg"],
    };

    internal static Pattern<object> ColumnHead { get; } = new("p.column", ColumnHeadRegex(), match => match)
    {
        Finds = ["P", "p value", "p-value*", " value", "P values"],
        Ignores = ["Value at baseline", "placebo", "p < 0.05", "n"],
    };

    internal static Pattern<PStatement> Cell { get; } = new("p.cell", CellRegex(), ReadStatement)
    {
        Finds = ["0.03", "<0.001", " 0.04*", ".02"],
        Ignores = ["12", "3.4", "0.5 mg", "0.02-0.9", "0.02 (0.01)"],
    };

    internal static Pattern<object> ConventionBefore { get; } = new("p.level-before", ConventionBeforeRegex(), match => match)
    {
        Finds = ["Significance was set at ", "We considered differences significant when ", "The level of significance was taken as a ", "with an alpha level set at "],
        Ignores = ["The difference was significant (", "Weight was significantly lower at ", "Significance was reached at week 12 ("],
    };

    internal static Pattern<object> ConventionAfter { get; } = new("p.level-after", ConventionAfterRegex(), match => match)
    {
        Finds = [" was considered significant", " was taken as the level of significance", " being considered as statistically significant", " was significant", " indicated a significant difference"],
        Ignores = [") was considered a success", ", which was a significant reduction", " for both, and was well tolerated"],
    };

    private static PStatement? ReadStatement(Match match)
    {
        if (ReadValue(match) is not { } value)
        {
            return null;
        }

        Group sign = match.Groups["sign"];
        int start = match.Index + match.ValueSpan.Length - match.ValueSpan.TrimStart(' ').Length;
        return new PStatement(new TextSpan(start, match.Index + match.Length), sign.Success ? ReadOperator(sign.ValueSpan) : Comparison.Equal, value, match.Groups["label"].Value);
    }

    /// <summary>The value of a match, where it is one of a probability; a percent is read as its hundredth.</summary>
    private static Number? ReadValue(Match match)
    {
        string digits = match.Groups["value"].Value.Replace(" ", "", StringComparison.Ordinal);
        Number? value = NumberReader.Read(digits);
        if (value is { } percent && match.Groups["percent"].Success)
        {
            value = Number.Of(percent.Value / 100);
        }

        return value is { Value: >= 0 and <= 1 } ? value : null;
    }

    private static Comparison ReadOperator(ReadOnlySpan<char> sign)
    {
        bool orEqual = sign.IndexOfAny("≤≥≦≧⩽⩾") >= 0 || sign.Contains("or", StringComparison.Ordinal)
            || sign.StartsWith("<=", StringComparison.Ordinal) || sign.StartsWith(">=", StringComparison.Ordinal) || sign.StartsWith("< =", StringComparison.Ordinal) || sign.StartsWith("> =", StringComparison.Ordinal);
        bool less = sign.IndexOfAny("<≤≦⩽≪") >= 0 || Contains(sign, "less", "lower", "smaller", "below", "under");
        bool greater = sign.IndexOfAny(">≥≧⩾≫") >= 0 || Contains(sign, "greater", "more", "higher", "larger", "above", "over");
        return less ? (orEqual ? Comparison.LessOrEqual : Comparison.Less)
            : greater ? (orEqual ? Comparison.GreaterOrEqual : Comparison.Greater)
            : Comparison.Equal;

        static bool Contains(ReadOnlySpan<char> sign, params ReadOnlySpan<string> words)
        {
            foreach (string word in words)
            {
                if (sign.Contains(word, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
    }

    // The letter alone: never pH, a gene (p53), a receptor (P2Y12) or "T&P".
    private const string Letter = @"\G(?<![A-Za-zÀ-ɏͰ-Ͽ\d&])[pP]";

    /// <summary>The words that may be glued to the letter: "Ptrend", "pvalue".</summary>
    private static readonly WordSet Glued = WordSet.Of("val tre int het dif adj cor ove log non sup one two gro tim");

    /// <summary>The next letter p that may be that of a p-value: most begin another word.</summary>
    internal static int NextLetter(ReadOnlySpan<char> text, int from)
    {
        for (int at = from; at < text.Length; at++)
        {
            int step = text[at..].IndexOfAny('p', 'P');
            if (step < 0)
            {
                return -1;
            }

            at += step;
            ReadOnlySpan<char> after = text[(at + 1)..];
            if ((at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && (after is [] or ['s', ..] || !char.IsAsciiLetter(after[0]) || (after.Length > 2 && Glued.Holds(after[..3]))))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>What may stand between the letter and its sign.</summary>
    private const string Label = """
        (?<label>(?:
            '?s\b                                                                        # all ps < .05
          | [ -]?[Vv]alues?
          | [ ]?[(\[{][^()\[\]{}=<>,;\n]{1,30}[)\]}]                                     # P (trend)
          | [ _-]?(?:trend|interaction|int|het|heterogeneity|difference|diff|adj|adjusted|corrected|corr|overall|log-?rank|noninferiority|non-inferiority|superiority|one-sided|two-sided|2-sided|1-sided|group|time|treatment)\b
          | [ ](?:all|both|each|were|was|is|are)\b
          | [ ](?:for|by)[ ](?:the[ ])?[A-Za-z][A-Za-z0-9×* /-]{1,50}?                   # P for interaction
          | (?<=alues?)[ ](?:of|in)[ ](?:the[ ])?[A-Za-z][A-Za-z0-9 -]{1,40}?            # P values in the red group:
        ){1,3})
        """;

    private const string Operator = @"(?<sign>(?:=[ ]?[<>]|<[ ]?or[ ]?=(?:[ ]?to)?|>[ ]?or[ ]?=(?:[ ]?to)?|<{1,2}[ ]?=?|>{1,2}[ ]?=?|[=≤≥≦≧⩽⩾≪≫≈]|:[ ]?[<>]?))";

    private const string Value = """
        (?<value>
            (?:\d{0,2}\.[ ]?\d{1,12}|[01](?![\d.,]\d|\d|,\d)|\d(?=[ ]?[x×eE]))
            (?:[ ]?[x×∙⋅*][ ]?10[ ]?(?:\^|\(|\^\()?-[ ]?\d{1,3}\)?|[ ]?[x×∙⋅*][ ]?10⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[eE]-?\d{1,3})?
          | 10(?:\^|\(|\^\()-\d{1,3}\)?
          | 10⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}
          | [1-9]\d?(?=[ ]?%)
        )
        (?!\d|[ ]?\.[ ]?\d)
        (?<percent>[ ]?%)?
        """;

    // A range is one statement: "P < 0.0001-0.0107"; an interval of percents or a unit is none.
    private const string Tail = """
        (?:[ ]?(?:-|to|~)[ ]?[<>]?[ ]?0?\.\d{1,8}(?![\d%]))?
        (?![ ]?(?:±|[kKmM]?Pa|mm|cm|m[gl]|m[lL]|ms|kg|g/|mmol|points?\b|-fold))
        """;

    [GeneratedRegex(Letter + "(?:" + Label + @"?[ ]{0,2}" + Operator + @"[ ]{0,2}|(?<label>[ -]?[Vv]alues?)[ ]{0,2}[,=]?[ ]?)" + Value + Tail,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex SignedRegex();

    [GeneratedRegex(Letter + Label + """
        ?[ ]
        (?:(?:is|was|were|of|at|being|are|ranging[ ]from|from|between)[ ])?
        (?:the[ ])?
        (?:
            (?<sign>(?:less|lower|smaller|greater|more|higher|larger)[ ]than(?:[ ]or[ ]equals?(?:[ ]to)?)?|below|under|above|over|equal(?:s|[ ]to)?|[<>≤≥=])[ ]?
          | (?<=(?:alues?|trend|interaction|heterogeneity|[Pp])[ ](?:of|was|were|is|are|ranging[ ]from|from|between)[ ])(?<!(?<![A-Za-z])[Pp][ ](?:was|were|is|are|from|between)[ ])
        )
        """ + Value + Tail, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex WordedRegex();

    [GeneratedRegex(Letter + """
        (?<label>[ -]?[Vv]alues?)?
        (?:[ ]?[=:>][ ]?|[ ](?:was[ ]|is[ ])?)
        (?:NS|ns|[nN]\.[ ]?[sS]\.?|(?:[nN]ot|NOT)[ ](?:statistically[ ])?(?:[sS]ignificant|SIGNIFICANT)|[nN]on-?[ ]?[sS]ignificant)
        (?![\p{L}\d])
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex NotSignificantRegex();

    [GeneratedRegex(@"\G(?:[ ]?[,;/][ ]?(?<and>(?:and|or|&)[ ])?|[ ](?<and>and|or|&|vs\.?)[ ])" + "(?:(?<sign>[<>≤≥=])[ ]?)?" + """
        (?<value>[01]?\.\d{1,10}|1\.0{1,4})(?!\d|\.\d)
        (?=[ ]?(?:[,;)\]]|\.(?:[ ]|$)|$)|[ ](?:and|or|&|for|in|at|when|with|respectively|vs|versus|by|between|\(|using|after|during|on|to[ ]the)\b|[ ]\()
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex AnotherRegex();

    [GeneratedRegex(@"(?<=\b(?:an?|the)[ ])value[ ]?(?<label>)" + Operator + "[ ]?" + Value + Tail, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex LostLetterRegex();

    [GeneratedRegex(@"\A[ ]?(?:[pP](?:[ -]?[vV]alues?)?|[vV]alues?)[ ]?[*†‡§#a-c]?[ ]?\z", RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex ColumnHeadRegex();

    [GeneratedRegex(@"\G[ ]?(?<label>)(?<sign>[<>=≤≥])?[ ]?(?<value>[01]?\.\d{1,8})(?=[ ]?[*†‡§#]?[ ]?(?:[\t\n]|\z))", RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex CellRegex();

    private const string Verbs = @"\b(?:set|defined|accepted|fixed|established|determined|assumed|declared|considered|regarded|taken|judged|deemed|specified|chosen|used|assessed|evaluated|tested|accept|consider|define)\b";

    [GeneratedRegex(@"(?:[sS]ignifican|[aA]lpha|α|threshold|[cC]ut-?[ ]?off|[lL]evel)[^.;]{0,80}?" + Verbs + @"[^.;()]{0,30}\z|"
        + Verbs + @"[^.;()]{0,60}?(?:[sS]ignifican|[aA]lpha|threshold|[cC]ut-?off|[lL]evel)[^.;()]{0,30}\z", RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex ConventionBeforeRegex();

    [GeneratedRegex(@"\G,?[ ](?:(?:was|were|is|are|being|as|has[ ]been|to[ ]be|which)[ ]){0,3}
        (?:(?:considered|regarded|accepted|taken|deemed|set|used|defined|chosen|interpreted|treated|assumed|judged|indicat\w{1,4}|denot\w{1,4})\b[^.;]{0,60}?(?:significan|threshold|level|differen)
          |(?<=(?:was|were|is|as|being)[ ])(?:statistically[ ])?significant|(?<=as[ ])(?:the[ ])?(?:level|threshold|cut))",
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex ConventionAfterRegex();
}
