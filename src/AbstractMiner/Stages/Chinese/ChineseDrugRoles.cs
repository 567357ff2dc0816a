using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>
/// The parts that drugs play in a Chinese study, by who gets them: "两组均予A" is background, "对照组给予B" a comparator, "在此基础上加用C" the intervention,
/// and then B is background too. Where the methods do not tell, the title does.
/// </summary>
internal sealed partial class ChineseDrugRoles(AnnotatedAbstract doc)
{
    private static readonly string[] Both = ["均", "两组", "2组", "三组", "3组", "各组", "所有", "全部", "常规", "基础治疗"];

    private static readonly string[] Earlier = ["既往", "曾", "先前", "此前", "失败", "无效"];

    private static readonly string[] Resisted = ["抵抗", "依赖", "无效", "失败", "耐药", "不耐受"];

    private static readonly string[] Beside = ["维持麻醉", "麻醉维持", "麻醉诱导", "维持", "吸入麻醉", "减量", "减至", "撤减", "停用"];

    private readonly string _text = doc.Text.Text;

    private readonly GroupMention[] _groups = [.. doc.Of<GroupMention>()];

    /// <summary>What the text says of a drug at its places.</summary>
    [Flags]
    private enum Said
    {
        Nothing = 0,
        Both = 1,
        Control = 2,
        Arm = 4,
        Prior = 8,
        Model = 16,
        Given = 32,
        Title = 64,
        Reported = 128,
        Added = 256,
        Named = 512,
    }

    public Dictionary<string, DrugRole> Of(List<(TextSpan Span, string Name, bool IsClass)> places)
    {
        Dictionary<string, Said> said = [];
        foreach ((TextSpan span, string name, _) in places)
        {
            said[name] = said.GetValueOrDefault(name) | SaidOf(span);
        }

        HashSet<string> others = Compared(places);
        HashSet<string> classes = [.. places.Where(place => place.IsClass).Select(place => place.Name)];
        bool divided = said.Values.Any(one => one.HasFlag(Said.Arm));
        bool titled = said.Values.Any(one => one.HasFlag(Said.Arm) && one.HasFlag(Said.Title));
        bool added = AddedRegex().IsMatch(_text);
        return said.ToDictionary(drug => drug.Key, drug => RoleOf(drug.Value, classes.Contains(drug.Key), divided, titled, added, others.Contains(drug.Key)));
    }

    private static DrugRole RoleOf(Said said, bool isClass, bool divided, bool titled, bool added, bool isOther)
    {
        bool arm = said.HasFlag(Said.Arm);
        bool control = said.HasFlag(Said.Control);
        return said switch
        {
            _ when said.HasFlag(Said.Model) => DrugRole.Background,
            _ when arm && control => DrugRole.Background,
            _ when control => added && !said.HasFlag(Said.Added) ? DrugRole.Background : DrugRole.Comparator,
            _ when isOther => DrugRole.Comparator,
            _ when arm => said.HasFlag(Said.Named) && !said.HasFlag(Said.Title) && titled ? DrugRole.Comparator : DrugRole.Intervention,
            _ when said.HasFlag(Said.Both) => !divided && said.HasFlag(Said.Title) && !isClass ? DrugRole.Intervention : DrugRole.Background,
            _ when said.HasFlag(Said.Prior) => DrugRole.Prior,
            _ when isClass => said.HasFlag(Said.Given) || said.HasFlag(Said.Title) ? DrugRole.Background : DrugRole.Mentioned,
            _ when said.HasFlag(Said.Title) || said.HasFlag(Said.Given) || said.HasFlag(Said.Reported) => DrugRole.Intervention,
            _ => DrugRole.Mentioned,
        };
    }

    private Said SaidOf(TextSpan span)
    {
        Sentence sentence = doc.Text.SentenceAt(span.Start)!;
        int clause = span.Start;
        while (clause > sentence.Span.Start && _text[clause - 1] is not (',' or ';' or '。'))
        {
            clause--;
        }

        ReadOnlySpan<char> lead = _text.AsSpan(clause, span.Start - clause);
        ReadOnlySpan<char> tail = _text.AsSpan(span.End, Math.Min(12, sentence.Span.End - span.End));
        if (tail.StartsWith("所致") || tail.StartsWith("致") || tail.StartsWith("诱导") || ChineseText.ContainsAny(lead, ["造模", "建立", "制备"]))
        {
            return Said.Model;
        }

        if (ChineseText.ContainsAny(lead, Earlier) || Array.Exists(Resisted, word => _text.AsSpan(span.End).StartsWith(word)))
        {
            return Said.Prior;
        }

        bool isTitle = sentence.Section is SectionKind.Title or SectionKind.Objective || (sentence.Section == SectionKind.Other && sentence.Span.Start < 4);
        if (isTitle || sentence.Section is SectionKind.Results or SectionKind.Conclusions)
        {
            return isTitle ? Said.Title : sentence.Section == SectionKind.Results ? Said.Reported : Said.Nothing;
        }

        // "两组均予...,观察组加服...": the last group before the drug gets it, and all where the clause says so.
        if (Array.Find(_groups, group => group.Span.Covers(span)) is { } namesake)
        {
            return IsControl(namesake) ? Said.Control : Said.Arm | Said.Named;
        }

        int both = LastBoth(sentence.Span.Start, span.Start);
        GroupMention? group = Array.FindLast(_groups, group => group.Span.Start >= both && group.Span.End <= span.Start && !BaseRegex().IsMatch(_text.AsSpan(group.Span.End, Math.Min(12, sentence.Span.End - group.Span.End))));
        if (group is not null)
        {
            bool based = tail.Contains("基础上", StringComparison.Ordinal) && !lead.Contains("加", StringComparison.Ordinal);
            return based || IsForAll(lead, group, clause) || ChineseText.ContainsAny(lead, Beside) ? Said.Both : IsControl(group) ? Said.Control | (lead.Contains('加') ? Said.Added : Said.Nothing) : Said.Arm;
        }

        return ChineseText.ContainsAny(lead, Both) || ChineseText.ContainsAny(lead, Beside) || ChineseText.ContainsAny(tail, ["基础上", "减量", "减至", "麻醉"]) ? Said.Both
            : both > sentence.Span.Start && !_text.AsSpan(both, span.Start - both).ContainsAny(',', ';') ? Said.Both
            : Said.Given;
    }

    /// <summary>"观察组和对照组均予": what the clause of several groups tells is of all.</summary>
    private bool IsForAll(ReadOnlySpan<char> lead, GroupMention group, int clause) =>
        (group.Span.Start < clause && ChineseText.ContainsAny(lead, Both)) || lead.Contains('均') && (group.Span.Start < clause || Array.Exists(_groups, other => other.Arm != group.Arm && other.Span.Start >= clause && other.Span.End <= group.Span.Start));

    /// <summary>Where the sentence last spoke of all groups.</summary>
    private int LastBoth(int from, int to)
    {
        int last = from;
        foreach (string word in (ReadOnlySpan<string>)["两组", "2组", "三组", "3组", "各组", "所有患者", "全部患者"])
        {
            last = Math.Max(last, _text.LastIndexOf(word, to - 1, to - from, StringComparison.Ordinal));
        }

        return last;
    }

    private bool IsControl(GroupMention group) => ChineseText.ContainsAny(group.Span.In(_text), ["对照", "常规", "单纯", "模型", "安慰", "空白", "单药"]);

    /// <summary>The drugs on the far side of a title that compares: "A与|B|治疗...的疗效比较"; what stands on both is none of them.</summary>
    private HashSet<string> Compared(List<(TextSpan Span, string Name, bool IsClass)> places)
    {
        HashSet<string> others = [];
        foreach (Sentence sentence in doc.Text.Sentences)
        {
            if (sentence.Section is SectionKind.Title or SectionKind.Objective || sentence.Span.Start < 4)
            {
                Match match = VersusRegex().Match(_text[sentence.Span.Start..sentence.Span.End]);
                List<(TextSpan Span, string Name, bool IsClass)> here = places.FindAll(place => sentence.Span.Covers(place.Span));
                int at = sentence.Span.Start + match.Index;
                if (match.Success && here.Exists(place => place.Span.End <= at + 1) && here.Exists(place => place.Span.Start >= at))
                {
                    others.UnionWith(here.Where(place => place.Span.Start >= at).Select(place => place.Name).Except(here.Where(place => place.Span.End <= at + 1).Select(place => place.Name)));
                }
            }
        }

        return others;
    }

    [GeneratedRegex("(?:在此|此|上述|对照组|常规|该组?)[^,;。]{0,10}(?:基础上|方案上|同时)|基础上加|(?:对照组|常规)[^。;]{0,40}[,;][^。;,]{0,8}组[^。;,]{0,6}(?:加用|加服|加予|另加|联用)", RegexOptions.CultureInvariant)]
    private static partial Regex AddedRegex();

    /// <summary>A group that another is treated like: "治疗组在|对照组|基础上加服".</summary>
    [GeneratedRegex("^(?:[^,;。组]{0,6})(?:基础上?|方案上|的同时)", RegexOptions.CultureInvariant)]
    private static partial Regex BaseRegex();

    [GeneratedRegex("(?:与|和|对比|vs)(?=[^。]{1,40}(?:比较|对比|对照研究|优劣|差异))|对比", RegexOptions.CultureInvariant)]
    private static partial Regex VersusRegex();
}
