using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>
/// Drugs that no vocabulary knows and that the text defines: "solvanoic acid (SVA)" is one where "SVA (300 mg)" is taken or
/// "SVA or placebo" given, and so is the word that "a selective inhibitor" explains.
/// </summary>
internal static partial class DefinedDrugs
{
    public static void Add(AnnotatedAbstract doc, List<DrugCandidate> candidates)
    {
        string text = doc.Text.Text;
        foreach (AbbreviationMention abbreviation in doc.Of<AbbreviationMention>())
        {
            string name = abbreviation.LongForm.Of(text);
            if (IsSubstance(name) && !candidates.Exists(candidate => candidate.Span.Overlaps(abbreviation.LongForm) || candidate.Span.Overlaps(abbreviation.Span))
                && !doc.Of<CellMention>().Any(cell => cell.Span.Overlaps(abbreviation.LongForm)) && IsTaken(doc, abbreviation.Span.Of(text))
                && doc.Text.Sentences.FirstOrDefault(sentence => sentence.Span.Covers(abbreviation.LongForm)) is { } sentence && sentence.Section.IsReport())
            {
                candidates.Add(Candidate(text, abbreviation.LongForm, sentence, name.ToLowerInvariant(), "drug.defined"));
            }
        }

        foreach (Sentence sentence in doc.Text.Sentences.Where(sentence => sentence.Language == Language.English && sentence.Section.IsReport()))
        {
            foreach (TextSpan name in Explained.In(text, sentence.Span).Select(match => match.Span()).Where(name => !candidates.Exists(candidate => candidate.Span.Overlaps(name))))
            {
                candidates.Add(Candidate(text, name, sentence, name.Of(text).ToLowerInvariant(), "drug.explained"));
            }
        }
    }

    private static DrugCandidate Candidate(string text, TextSpan span, Sentence sentence, string name, string rule) =>
        new(text, span, sentence.Span, sentence.Section, name, null, rule, 0.7, IsWeak: true) { Use = DrugUse.Given };

    /// <summary>Whether a long form can name a substance: no procedure, no measure, no route, no disease.</summary>
    private static bool IsSubstance(string name) => name.Length > 6 && !Other.Fits(name);

    private static bool IsTaken(AnnotatedAbstract doc, string shortForm)
    {
        string text = doc.Text.Text;
        for (int at = text.IndexOf(shortForm, StringComparison.Ordinal); at >= 0; at = text.IndexOf(shortForm, at + 1, StringComparison.Ordinal))
        {
            TextSpan span = new(at, at + shortForm.Length);
            if (DrugContext.IsWhole(text, span) && (at == 0 || text[at - 1] != '-') && (TakenAfter.Fits(text.AsSpan(span.End, Math.Min(LongestCue, text.Length - span.End))) || TakenBefore.Fits(text.AsSpan(Math.Max(0, at - LongestCue), Math.Min(LongestCue, at)))))
            {
                return true;
            }
        }

        return false;
    }

    private const int LongestCue = 40;

    internal static Pattern<string> TakenAfter { get; } = new("drug.taken-after", TakenAfterRegex(), match => match.Value)
    {
        Finds = [" (300 mg) or", " 2.5 mg/kg", " or placebo", " supplementation", " capsules"],
        Ignores = [" 110 mg/dL", " (n = 20)", " group", " 20 weeks"],
    };

    [GeneratedRegex(@"\A(?:\ ?\(?\d[\d.,]{0,8}\s?(?:mg|[uµμ]g|mcg)(?:/(?:kg|day|d|m2|m\(2\)))?(?![\p{L}/])|\ (?:or|versus|vs\.?)\ (?:a\ )?placebo\b|\ (?:supplement(?:s|ation)?|capsules?|tablets?|ointment)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex TakenAfterRegex();

    internal static Pattern<string> TakenBefore { get; } = new("drug.taken-before", TakenBeforeRegex(), match => match.Value)
    {
        Finds = ["placebo or ", "versus 20 mg of ", "doses of ", "a capsule of "],
        Ignores = ["levels of ", "group ", "100 mg/dL of "],
    };

    [GeneratedRegex(@"(?:\b[Pp]lacebo\ (?:or|versus|vs\.?)\ |\b(?:doses?|capsules?|tablets?|ingestion)\ of\ |(?<![\d.])\d[\d.,]{0,8}\s?(?:mg|[uµμ]g|mcg)(?:/(?:kg|day|d))?\ (?:of\ )?)\z", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex TakenBeforeRegex();

    internal static Pattern<string> Other { get; } = new("drug.defined-other", OtherRegex(), match => match.Value)
    {
        Finds = ["cognitive behavioural therapy", "body weight", "once-daily", "fasting blood glucose", "dry powder inhaler", "forced expiratory volume"],
        Ignores = ["solvanoic acid", "Wet Burn Balm", "red clay"],
    };

    [GeneratedRegex("""
        therap | train | exerci | stimul | \bblock | puncture | educat | program | interven | ultraso | laser | massage | counsel | \bcare\b | diet | devic | ventil | pressur | surg | operat | analges | ana?esth | scor | scale | index | indices | test\b | diseas
        | syndrom | cancer | carcino | tumou?r | cell | transplant | radiat | group | control | placebo | \brate | level | trial | study | wave | mask | tube | injur | failure | disorder | question | assess | techni | treatment | method | regimen | volume | consum
        | period | week | glucose | cholest | lipoprotein | triglycer | \bdaily | intraven | subcutan | \boral | inhaler | weight | \bmass\b | unit | daily | symptom | pain\b | area | function | capacity | pathway | receptor | gene | \bdose | concentrat | clearance | exacerbat | photo | light | UV[AB]?\b | serum | plasma\b | vibration
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OtherRegex();

    internal static Pattern<Capture> Explained { get; } = new("drug.explained", ExplainedRegex(), match => match.Groups["name"])
    {
        Cues = SearchValues.Create(["inhibitor", "agonist", "blocker", "antibody", "formulation"], StringComparison.Ordinal),
        Finds = ["solvanox, a selective SV1-receptor antagonist", "QX17E, a novel inhibitor", "Zarbolin (ZB) is a herbal formulation"],
        Ignores = ["This is an inhibitor", "the receptor, an agonist site", "In mice, an inhibitor", "plasma renin, an inhibitor"],
    };

    // One word that begins a sentence, or stands behind "of", "with" or the like, and is told to be an inhibitor or the like.
    [GeneratedRegex("""
        (?:(?<=\A|\A"|[.:?]\ |\b(?:of|with|that|whether|received|by)\ )(?!(?:This|It|There|Here|In|We|The|These|which|Therefore)\b)
        (?<name>[\p{L}][\p{L}\d-]{4,24}))(?:\ \([\p{L}\d\ -]{2,14}\))?(?:,|\ is)\ an?\ (?:[\p{L}\d/()-]{2,24},?\ ){0,5}?(?:[\p{L}\d()-]{2,20}[-\ ])?(?:inhibitor|antagonist|agonist|blocker|formulation|antibody)(?=[,.;)]|\z|\ (?:that|which|of|with|for|used|approved|and|in|to)\b)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex ExplainedRegex();
}
