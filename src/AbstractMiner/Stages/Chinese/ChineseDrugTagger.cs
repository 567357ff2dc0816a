using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>
/// Drugs in Chinese: "对照组给予恩替卡韦口服,治疗组加服补肾汤". Names come from the vocabularies, by the international name; others by the
/// form they are given in (颗粒, 注射液, 汤), by the endings that transliterate INN stems (替尼, 单抗), after "抑制剂", and from the group
/// that is named for what it gets.
/// </summary>
public sealed partial class ChineseDrugTagger(ChineseDrugTagger.Options options, Vocabulary vocabulary) : IStage
{
    public sealed record Options
    {
        /// <summary>Read in this order: later files add to and correct the earlier.</summary>
        public IReadOnlyList<string> Vocabularies { get; init; } = ["models/vocabularies/drugs.tsv", "models/vocabularies/drug_classes.tsv", "models/vocabularies/drugs_zh.tsv"];

        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    /// <summary>Where a name without spaces must begin: after what is done with a drug, and after what joins two.</summary>
    private static readonly string[] Openers =
    [
        "给予", "予以", "口服", "服用", "加服", "加用", "采用", "应用", "使用", "静滴", "静脉滴注", "静脉注射", "肌内注射", "肌肉注射", "腹腔注射", "皮下注射", "注射", "静注", "肌注", "灌胃", "联合", "合用", "配合", "自拟", "外用", "改用", "换用", "吸入", "外敷",
        "其中", "基础上", "制备", "观察", "探讨", "评价", "研究", "比较", "分析", "及", "和", "与", "或", "用", "予", "服", "以", "加", "合", "对", "为", "的", "组", "剂", "经", "于", "在", "由", "将",
    ];

    private static readonly string[] Given = ["给予", "予", "服", "用", "注射", "滴注", "静滴", "灌胃", "联合", "吸入", "加", "治疗", "所致", "诱导", "剂"];

    private static readonly string[] Measured = ["水平", "含量", "浓度", "测定", "抵抗", "分泌", "敏感", "检测", "受体", "表达", "活性", "样", "抗体", "mRNA", "基因", "释放", "血症", "代谢", "合成酶", "转化酶", "结合", "耐药", "药敏"];

    /// <summary>What is done to patients without a substance.</summary>
    private static readonly string[] NoSubstance = ["术", "法", "针", "刺", "灸", "疗", "护理", "训练", "教育", "监测", "方案", "手术", "干预", "运动", "按摩", "推拿", "模型", "假手术", "对照", "观察", "缺血", "低氧", "缺氧", "再灌注", "损伤", "感染", "病", "症", "患者", "治疗", "实验", "试验", "研究", "剂量", "正常", "常规", "标准", "预防", "预处理", "前", "后", "移植", "阴性", "阳性", "空白", "健康", "烟", "酒", "安慰", "溶栓", "盐水"];

    public IReadOnlyList<Type> Needs => [typeof(GroupMention)];

    public IReadOnlyList<Type> Adds => [typeof(DrugMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        List<Candidate> found = [];
        foreach (Sentence sentence in doc.ChineseSentences())
        {
            int first = found.Count;
            AddKnown(text, sentence.Span, found);
            AddFormed(text, sentence.Span, found, first);
        }

        if (doc.HasChinese())
        {
            AddNamesakes(doc, found);
        }

        if (found.Count == 0)
        {
            return doc;
        }

        ShortenForms(found);

        // A weak name counts where the text gives it once.
        HashSet<string> given = [.. found.Where(candidate => !candidate.IsWeak).Select(candidate => candidate.Name)];
        found.RemoveAll(candidate => !given.Contains(candidate.Name));

        // Beside a drug or a regimen that has a name, "chemotherapy" only says what it is.
        bool regimen = found.Exists(candidate => candidate.Rule == "zh.drug.regimen");
        found.RemoveAll(candidate => candidate.IsClass && ((regimen && candidate.Name == "chemotherapy") || candidate.Members.Any(member => found.Exists(drug => IsMember(drug, member)))));

        Dictionary<string, DrugRole> roles = new ChineseDrugRoles(doc).Of([.. found.Select(candidate => (candidate.Span, candidate.Name, candidate.IsClass))]);
        return doc.With(found.Where(candidate => candidate.Confidence >= options.Least).OrderBy(candidate => candidate.Span).Select(candidate =>
            new DrugMention(candidate.Span, candidate.Rule, candidate.Confidence, candidate.Name, candidate.IsClass ? DrugLevel.Class : DrugLevel.Substance, roles[candidate.Name], candidate.Ids, [])));
    }

    private sealed record Candidate(TextSpan Span, string Name, string Rule, double Confidence, bool IsClass, bool IsWeak, ImmutableArray<string> Ids)
    {
        /// <summary>Of a class: names, or endings with a hyphen, of the drugs that belong to it.</summary>
        public string[] Members { get; init; } = [];
    }

    private static bool IsMember(Candidate drug, string member) =>
        !drug.IsClass && (member.StartsWith('-') ? drug.Name.EndsWith(member[1..], StringComparison.Ordinal)
            : member.EndsWith('-') ? drug.Name.StartsWith(member[..^1], StringComparison.Ordinal) : drug.Name == member);

    private void AddKnown(string text, TextSpan sentence, List<Candidate> found)
    {
        foreach (VocabularyMatch match in vocabulary.Find(text, sentence))
        {
            TextSpan span = match.Span;
            bool latin = !ChineseText.IsHan(text[span.Start]) && !ChineseText.IsHan(text[span.End - 1]);
            if ((latin && (span.Length < 4 || IsPart(text, span))) || IsMeasured(text, sentence, span))
            {
                continue;
            }

            bool weak = match.Name.IsWeak || latin;
            string name = latin && Bare(span.Of(text)) == Bare(match.Concept.Name) ? span.Of(text).ToLowerInvariant() : match.Concept.Name;
            found.Add(new Candidate(span, name, match.Concept["level"] == "class" ? "zh.drug.class" : "zh.drug.name", 0.92, match.Concept["level"] == "class",
                weak && !IsGiven(text, sentence, span), match.Concept.Ids) { Members = (match.Concept["members"] ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries) });
        }
    }

    /// <summary>A code name stays as the text writes it: "PD98059".</summary>
    private static string Bare(string name) => name.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Names that no vocabulary has, by the form they come in, by an INN ending, and after what they inhibit.</summary>
    private static void AddFormed(string text, TextSpan sentence, List<Candidate> found, int first)
    {
        foreach (Match match in FormRegex().EnumerateFrom(text, sentence))
        {
            // The form of a decoction holds a character of its name.
            int least = match.Groups["form"].ValueSpan is [_, '汤'] ? 1 : 2;
            int start = Begin(text, sentence.Start, match.Groups["form"].Index, least);
            TextSpan span = new(start, match.Groups["form"].Index + match.Groups["form"].Length);
            bool given = !match.Groups["weak"].Success || IsGiven(text, sentence, span);
            if (match.Groups["form"].Index - start is var length && length >= least && length <= 12 && given && !span.In(text).ContainsAny("每次两各") && !IsMeasured(text, sentence, span))
            {
                Add(span, span.Of(text).ToLowerInvariant(), "zh.drug.form", 0.75);
            }
        }

        foreach (Match match in ActorRegex().EnumerateFrom(text, sentence))
        {
            TextSpan span = match.Groups["name"].Span();
            Add(span, match.Groups["latin"] is { Success: true } latin && latin.Length > 3 ? latin.Value.ToLowerInvariant() : span.Of(text).ToLowerInvariant(), "zh.drug.agent", 0.7);
        }

        foreach (Match match in RegimenRegex().EnumerateFrom(text, sentence))
        {
            Add(match.Groups["name"].Span(), match.Groups["name"].Value.ToLowerInvariant(), "zh.drug.regimen", 0.7);
        }

        void Add(TextSpan span, string name, string rule, double confidence)
        {
            for (int i = first; i < found.Count; i++)
            {
                if (found[i].Span.Overlaps(span))
                {
                    return;
                }
            }

            found.Add(new Candidate(span, name, rule, confidence, IsClass: rule == "zh.drug.regimen", IsWeak: false, []));
        }
    }

    /// <summary>"基础上口服定喘汤" and "定喘汤" are one: the name is what both end in.</summary>
    private static void ShortenForms(List<Candidate> found)
    {
        string[] names = [.. found.Where(candidate => candidate.Rule == "zh.drug.form").Select(candidate => candidate.Name).Distinct().OrderBy(name => name.Length)];
        for (int i = 0; i < found.Count; i++)
        {
            Candidate candidate = found[i];
            if (candidate.Rule == "zh.drug.form" && Array.Find(names, name => name.Length >= 3 && name.Length < candidate.Name.Length && candidate.Name.EndsWith(name, StringComparison.Ordinal)) is { } shorter)
            {
                found[i] = candidate with { Name = shorter, Span = new TextSpan(candidate.Span.End - shorter.Length, candidate.Span.End) };
            }
        }
    }

    /// <summary>"蛹虫草治疗组" in a study of "蛹虫草对...的影响": the group is named for what it gets.</summary>
    private static void AddNamesakes(AnnotatedAbstract doc, List<Candidate> found)
    {
        string text = doc.Text.Text;
        HashSet<string> seen = [];
        foreach (GroupMention group in doc.Of<GroupMention>())
        {
            string name = group.Span.Of(text);
            name = name.EndsWith("治疗组", StringComparison.Ordinal) ? name[..^3] : name.EndsWith('组') ? name[..^1].TrimEnd() : "";
            if (name.Length is < 2 or > 10 || !ChineseText.IsHan(name[0]) || !seen.Add(name) || name.ContainsAny('+', '、') || Array.Exists(NoSubstance, word => name.Contains(word, StringComparison.Ordinal)))
            {
                continue;
            }

            int title = text.IndexOf(name, StringComparison.Ordinal);
            if (title < 0 || !ActsRegex().IsMatch(text[(title + name.Length)..Math.Min(text.Length, title + name.Length + 3)]) || found.Exists(candidate => candidate.Span.Overlaps(new TextSpan(title, title + name.Length))))
            {
                continue;
            }

            for (int at = title; at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
            {
                found.Add(new Candidate(new TextSpan(at, at + name.Length), name, "zh.drug.group", 0.7, IsClass: false, IsWeak: false, []));
            }
        }
    }

    private static bool IsGiven(string text, TextSpan sentence, TextSpan span)
    {
        int from = Math.Max(sentence.Start, span.Start - 6);
        ReadOnlySpan<char> before = text.AsSpan(from, span.Start - from);
        ReadOnlySpan<char> after = text.AsSpan(span.End, Math.Min(6, sentence.End - span.End));
        foreach (string word in Given)
        {
            if (before.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return DoseRegex().IsMatch(after) || after.StartsWith("治疗") || after.StartsWith("注射") || after.StartsWith("组") || after.StartsWith("所致") || after.StartsWith("诱导") || after.StartsWith("口服") || after.StartsWith("致") || after.StartsWith("联合");
    }

    private static bool IsMeasured(string text, TextSpan sentence, TextSpan span)
    {
        ReadOnlySpan<char> after = text.AsSpan(span.End, Math.Min(8, sentence.End - span.End));
        foreach (string word in Measured)
        {
            int at = after.IndexOf(word);
            if (at is 0 or 1)
            {
                return true;
            }
        }

        // "对A、B、C的耐药率": what germs are tested against.
        ReadOnlySpan<char> rest = text.AsSpan(span.End, Math.Min(60, sentence.End - span.End));
        int stop = rest.IndexOfAny(",;。");
        return ChineseText.ContainsAny(stop < 0 ? rest : rest[..stop], ["耐药率", "敏感率", "敏感性", "耐药性", "抗菌活性"]);
    }

    /// <summary>Letters and hyphens go on: a piece of a longer name.</summary>
    private static bool IsPart(string text, TextSpan span) =>
        (span.Start > 0 && (char.IsAsciiLetterOrDigit(text[span.Start - 1]) || text[span.Start - 1] == '-')) || (span.End < text.Length && (char.IsAsciiLetterOrDigit(text[span.End]) || text[span.End] == '-'));

    private static int Begin(string text, int from, int at, int least)
    {
        int start = at;
        while (start > from && at - start < 12 && (ChineseText.IsHan(text[start - 1]) || char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is 'α' or 'β' or '-'))
        {
            start--;
        }

        int cut = start;
        foreach (string word in Openers)
        {
            int last = text.LastIndexOf(word, at - 1, at - start, StringComparison.Ordinal);

            // 加味红藤汤: a formula with additions.
            last = last >= 0 && word == "加" && text[last + 1] is '味' or '减' ? -1 : last;
            cut = last >= 0 && at - last - word.Length >= least ? Math.Max(cut, last + word.Length) : cut;
        }

        return cut;
    }

    [GeneratedRegex("(?<form>颗粒剂?|注射液|胶囊|口服液|合剂|冲剂|糖浆|滴丸|滴眼液|喷雾剂|(?<![溶血取脑])栓|膏|(?<weak>(?<![睾弹])丸|(?<![扩分弥播发消])散|(?<![胸切涂照线贴刀])片|酊|饮)|[\u4e00-\u9fff]汤|单抗|替尼|西普|格列净|格列汀|沙班|沙坦|普利|洛尔|他汀|拉唑|昔布|司琼|莫司|西林|霉素|沙星|地平|膦酸钠?)(?=[^\u4e00-\u9fff]|治|联|组|注|口|静|对|和|与|及|加|后|的|为|在|能|可|灌|并|外|结|合|配|胶|片)", RegexOptions.CultureInvariant)]
    private static partial Regex FormRegex();

    [GeneratedRegex(@"(?:抑制|诱导|激动|阻断|拮抗|阻滞)剂\s?\(?(?<name>[一-鿿]{2,8}\((?<latin>[A-Za-z][A-Za-z0-9\-]{2,20})\)|(?<latin>[A-Z]{1,5}[\- ]?\d{2,6}))(?=[^A-Za-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex ActorRegex();

    [GeneratedRegex(@"(?<![A-Za-z0-9\-])(?<name>[A-Z][A-Za-z0-9\-]{2,14})\s?方案", RegexOptions.CultureInvariant)]
    private static partial Regex RegimenRegex();

    [GeneratedRegex("^(?:对|治|联|合|的|在|抑|改)", RegexOptions.CultureInvariant)]
    private static partial Regex ActsRegex();

    [GeneratedRegex(@"^\s?\(?\d{1,4}(?:\.\d{1,3})?\s?(?:mg|g|ml|mL|μg|U|万|片|粒)", RegexOptions.CultureInvariant)]
    private static partial Regex DoseRegex();
}
