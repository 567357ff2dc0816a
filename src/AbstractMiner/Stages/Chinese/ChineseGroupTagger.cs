using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>Groups of a study: "随机分为观察组和对照组", "A、B两组". Chinese writes no spaces, so a name is walked back from 组 to where it must begin.</summary>
public sealed class ChineseGroupTagger(ChineseGroupTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Characters of the longest name, 组 included.</summary>
        public int LongestName { get; init; } = 16;
    }

    /// <summary>组 that is part of another word: tissue, composition, between groups, genome ...</summary>
    private const string NotAfter = "织成合间内分别学建装方长胺氨蛋数胚氯距份";

    private static readonly string[] NotBefore = ["重", "分", "基因", "肌", "菌", "词", "蛋白质", "专家", "编", "转录", "代谢", "小", "亚", "科研", "质控", "工作", "班", "题", "整"];

    /// <summary>Characters that end a word before a group's name.</summary>
    private const string Before = "为和与及或于将由在是的较比各两三四五六每以从给予即至到该同入而且但其均则把被使让经随向所又也仅只都";

    /// <summary>Words that lean on a name from the left and are no part of it, longest first.</summary>
    private static readonly string[] Leaning =
    [
        "治疗结束后", "治疗前后", "干预前后", "治疗后", "治疗前", "干预后", "干预前", "用药后", "用药前", "手术后", "手术前", "给药后", "术后", "术前", "结果显示", "结果", "方法",
        "显示", "发现", "表明", "提示", "其余", "所有", "全部", "余下", "另外", "另设", "设立", "设置", "选取", "患者", "病人", "大鼠", "小鼠", "设", "另", "示", "并",
        "后", "时", "前", "中", "可",
    ];

    /// <summary>How the names begin that studies share: before them even a single character may be cut off.</summary>
    private static readonly string[] Common = ["对照", "观察", "治疗", "实验", "试验", "研究", "干预", "模型", "正常", "联合", "常规", "健康", "空白"];

    private static readonly string[] Defining = ["分为", "分成", "分作", "作为", "设为", "定为", "纳入", "归为", "列为", "组成", "设立", "设", "即"];

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(GroupMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<Name> names = [];
        foreach (Sentence sentence in doc.ChineseSentences())
        {
            Collect(doc.Text.Text, sentence.Span, names);
        }

        if (names.Count == 0)
        {
            return doc;
        }

        Arms arms = new(doc.Text.Text, doc.Of<GroupMention>().Max(group => group.Arm) + 1 ?? 0);
        List<GroupMention> mentions = [];
        foreach (Name name in names)
        {
            TextSpan span = name.Defined ? name.Span : ShortenTo(doc.Text.Text, name.Span, names);
            mentions.Add(new GroupMention(span, name.Defined ? "zh.group.defined" : "zh.group", name.Defined ? 0.95 : 0.85, arms.Of(span)));
        }

        return doc.With(mentions);
    }

    private void Collect(string text, TextSpan within, List<Name> names)
    {
        for (int at = within.Start; at < within.End; at++)
        {
            if (text[at] != '组' || (at + 1 < text.Length && NotAfter.Contains(text[at + 1], StringComparison.Ordinal) && !IsApart(text, at + 1)))
            {
                continue;
            }

            if (Letters(text, within, at, names))
            {
                continue;
            }

            int start = Begin(text, within.Start, at);
            ReadOnlySpan<char> name = text.AsSpan(start, at - start);
            if (name.IsEmpty || EndsWithAny(name, NotBefore) || IsCount(name))
            {
                continue;
            }

            names.Add(new Name(new TextSpan(start, at + 1), IsDefined(text.AsSpan(within.Start, start - within.Start), names, start)));
        }
    }

    /// <summary>"对照组分别为" has no 组分 in it.</summary>
    private static bool IsApart(string text, int next) => text[next] == '分' && next + 1 < text.Length && text[next + 1] == '别';

    /// <summary>"A、B两组", "甲、乙组": every letter is a group of its own.</summary>
    private static bool Letters(string text, TextSpan within, int at, List<Name> names)
    {
        int end = at;
        while (end > within.Start && (text[end - 1] is ' ' or '两' or '二' or '三' or '四' || char.IsAsciiDigit(text[end - 1])))
        {
            end--;
        }

        List<TextSpan> letters = [];
        for (int i = end - 1; i >= within.Start;)
        {
            int last = i;
            while (i > within.Start && IsRoman(text[i]) && IsRoman(text[i - 1]))
            {
                i--;
            }

            if (!IsLabel(text, i, within.Start))
            {
                break;
            }

            letters.Insert(0, new TextSpan(i, last + 1));
            i--;
            while (i > within.Start && text[i] is ' ')
            {
                i--;
            }

            if (i <= within.Start || text[i] is not ('、' or ',' or '和' or '与' or '及'))
            {
                break;
            }

            i--;
            while (i > within.Start && text[i] is ' ')
            {
                i--;
            }
        }

        if (letters.Count < 2)
        {
            return false;
        }

        names.AddRange(letters.Select(letter => new Name(letter, Defined: true)));
        return true;
    }

    private static bool IsRoman(char c) => c is 'I' or 'V' or 'X';

    private static bool IsLabel(string text, int at, int from) =>
        (char.IsAsciiLetterUpper(text[at]) || text[at] is '甲' or '乙' or '丙' or '丁' or (>= 'Ⅰ' and <= 'Ⅵ'))
        && (at == from || !char.IsAsciiLetterOrDigit(text[at - 1]));

    private int Begin(string text, int from, int at)
    {
        int start = at;
        if (start > from + 1 && text[start - 1] == ' ' && char.IsAsciiLetterOrDigit(text[start - 2]))
        {
            start--;
        }

        while (start > from && at - start < options.LongestName && IsOfName(text, start - 1))
        {
            start--;
            if (start > from + 1 && text[start - 1] == ' ' && char.IsAsciiLetter(text[start]) && char.IsAsciiDigit(text[start - 2]))
            {
                start--;
            }
        }

        for (int i = 0; i < Leaning.Length; i++)
        {
            // 干预前组 is a name of its own: what leans leaves a name behind.
            ReadOnlySpan<char> name = text.AsSpan(start, at - start);
            if (name.Length > Leaning[i].Length && name.StartsWith(Leaning[i]) && (Leaning[i].Length > 1 || BeginsName(name[1..])))
            {
                start += Leaning[i].Length;
                i = -1;
            }
        }

        while (start < at && text[start] is ' ' or '-' or '+')
        {
            start++;
        }

        return start;
    }

    private static bool BeginsName(ReadOnlySpan<char> rest)
    {
        foreach (string common in Common)
        {
            if (rest.StartsWith(common))
            {
                return true;
            }
        }

        return char.IsAsciiLetterUpper(rest[0]);
    }

    private static bool IsOfName(string text, int at)
    {
        char c = text[at];
        char next = at + 1 < text.Length ? text[at + 1] : ' ';
        return c switch
        {
            '对' => next is '照' or '比',
            '中' => next is '药' or '剂' or '西' or '医' or '度' or '重' or '、',
            '有' => next is '效' or '氧' or '症' or '创',
            '无' => true,
            '+' or '-' or 'α' or 'β' or 'γ' or '/' or (>= 'Ⅰ' and <= 'Ⅻ') => true,
            '比' => next is '较' or '伐',
            '同' => next is '步',
            _ => char.IsAsciiLetterOrDigit(c) || (ChineseText.IsHan(c) && !Before.Contains(c, StringComparison.Ordinal)),
        };
    }

    private static bool IsCount(ReadOnlySpan<char> name)
    {
        foreach (char c in name)
        {
            if (!char.IsAsciiDigit(c) && c != ' ' && c is not ('一' or '二' or '三' or '多' or '本' or '另' or '此' or '共' or '上' or '述'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> name, string[] endings)
    {
        foreach (string ending in endings)
        {
            if (name.EndsWith(ending))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A name stands where the study divides its subjects, or is joined to one that does.</summary>
    private static bool IsDefined(ReadOnlySpan<char> before, List<Name> names, int start)
    {
        ReadOnlySpan<char> trimmed = before.TrimEnd("(: ");
        if (EndsWithAny(trimmed, Defining) || (trimmed.Length < before.Length && trimmed.Length > 0 && trimmed[^1] is '例' or '名' or '只' or '人'))
        {
            return true;
        }

        return names.Count > 0 && names[^1].Defined && start - names[^1].Span.End is > 0 and <= 12 && start - names[^1].Span.End <= before.Length
            && before[^(start - names[^1].Span.End)..].IndexOfAny("。;为") < 0;
    }

    /// <summary>A name met in running text that ends as a defined one does is that one: "升高程度治疗组" is 治疗组.</summary>
    private static TextSpan ShortenTo(string text, TextSpan span, List<Name> names)
    {
        TextSpan best = span;
        foreach (Name name in names)
        {
            if (name.Defined && name.Span.Length is > 1 && name.Span.Length + 2 < span.Length && span.In(text).EndsWith(name.Span.In(text))
                && (best == span || name.Span.Length > best.Length))
            {
                best = new TextSpan(span.End - name.Span.Length, span.End);
            }
        }

        return best;
    }

    private sealed record Name(TextSpan Span, bool Defined);

    /// <summary>Numbers the groups of one abstract: SIRS组 is the SIRS模型组 where no other group fits.</summary>
    private sealed class Arms(string text, int first)
    {
        private readonly List<string> _keys = [];

        public int Of(TextSpan span)
        {
            string key = span.Of(text).Replace("组", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
            int arm = _keys.IndexOf(key);
            if (arm >= 0)
            {
                return first + arm;
            }

            int alias = -1;
            for (int i = 0; i < _keys.Count; i++)
            {
                if (key.Length > 1 && _keys[i].Length > key.Length && IsSpelledWithin(key, _keys[i]))
                {
                    alias = alias < 0 ? i : int.MaxValue;
                }
            }

            if (alias is >= 0 and < int.MaxValue)
            {
                return first + alias;
            }

            _keys.Add(key);
            return first + _keys.Count - 1;
        }

        private static bool IsSpelledWithin(string part, string whole)
        {
            int at = 0;
            foreach (char c in whole)
            {
                at += at < part.Length && part[at] == c ? 1 : 0;
            }

            return at == part.Length && part[0] == whole[0];
        }
    }
}
