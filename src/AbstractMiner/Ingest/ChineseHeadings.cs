using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

/// <summary>Section headings of Chinese abstracts: <c>目的 ...</c>, <c>方法：</c>, <c>【结果】</c>, <c>结论</c> glued to its text.</summary>
internal static class ChineseHeadings
{
    private static readonly (string Name, SectionKind Kind)[] Names =
    [
        ("研究背景", SectionKind.Background), ("背景与目的", SectionKind.Background), ("背景", SectionKind.Background), ("前言", SectionKind.Background),
        ("研究目的", SectionKind.Objective), ("目的", SectionKind.Objective), ("目标", SectionKind.Objective),
        ("材料与方法", SectionKind.Methods), ("材料和方法", SectionKind.Methods), ("资料与方法", SectionKind.Methods), ("资料和方法", SectionKind.Methods),
        ("对象与方法", SectionKind.Methods), ("对象和方法", SectionKind.Methods), ("病例与方法", SectionKind.Methods), ("研究方法", SectionKind.Methods), ("方法与结果", SectionKind.Results), ("方法", SectionKind.Methods),
        ("研究结果", SectionKind.Results), ("结果与结论", SectionKind.Results), ("结果", SectionKind.Results),
        ("结论", SectionKind.Conclusions), ("讨论", SectionKind.Conclusions),
        ("关键词", SectionKind.Keywords), ("关键字", SectionKind.Keywords), ("基金项目", SectionKind.Funding), ("利益冲突", SectionKind.Disclosure), ("临床试验注册", SectionKind.Registration),
        ("摘要", SectionKind.Other),
    ];

    /// <summary>Words that make a sentence of the same characters: "结果显示" tells, it does not head.</summary>
    private static readonly string[] Verbs = ["显示", "表明", "提示", "发现", "证实", "证明", "示", "是", "为", "的", "如下", "上"];

    /// <summary>Whether a line ends with a heading whose text stands on the next one: "...的疗效。目的".</summary>
    public static bool Ends(ReadOnlySpan<char> line)
    {
        string tail = line[(line.LastIndexOfAny(".。;；!！") + 1)..].Trim().ToString();
        return tail.Length is >= 2 and <= 8 && At(tail, 0, tail.Length) is { } heading && heading.Span.End == tail.Length;
    }

    public static Heading? At(string text, int at, int end)
    {
        int name = at;
        bool boxed = text[at] is '【' or '[' or '<';
        name += boxed ? 1 : 0;
        foreach ((string word, SectionKind kind) in Names)
        {
            int stop = name + word.Length;
            if (stop > end || !text.AsSpan(name, word.Length).SequenceEqual(word))
            {
                continue;
            }

            if (boxed && (stop >= end || text[stop] is not ('】' or ']' or '>')))
            {
                return null;
            }

            int mark = boxed ? stop + 1 : stop;
            while (mark < end && text[mark] is ':' or ' ' or '：')
            {
                mark++;
            }

            bool marked = mark > stop || mark == end || text[mark] is '\n';
            if (!marked && kind is SectionKind.Keywords or SectionKind.Funding or SectionKind.Disclosure or SectionKind.Registration or SectionKind.Other or SectionKind.Background
                || !marked && Array.Exists(Verbs, verb => text.AsSpan(stop, end - stop).StartsWith(verb)))
            {
                return null;
            }

            while (mark > stop && text[mark - 1] is ' ')
            {
                mark--;
            }

            return new Heading(kind, new TextSpan(at, mark), marked ? HeadingForm.Marked : HeadingForm.RunIn, false);
        }

        return null;
    }
}
