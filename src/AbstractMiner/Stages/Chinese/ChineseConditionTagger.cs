using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>
/// Diseases in Chinese: "脐带间充质干细胞治疗难治性狼疮性肾炎". The longest name at each place counts, under the concept that the English names
/// stand for; which of all the study is about is weighed anew over both languages. Without spaces a name may be a piece of another word:
/// what stands right after it decides ("肺炎链球菌" is no pneumonia, "中风险" no stroke).
/// </summary>
public sealed class ChineseConditionTagger(ChineseConditionTagger.Options options, Vocabulary vocabulary) : IStage
{
    public sealed record Options
    {
        /// <summary>Read in this order: later files add to and correct the earlier.</summary>
        public IReadOnlyList<string> Vocabularies { get; init; } = ["models/vocabularies/conditions.tsv"];

        /// <summary>Confidence of the condition that the study is about.</summary>
        public double Main { get; init; } = 0.9;

        /// <summary>Confidence of a condition that is named beside it.</summary>
        public double Beside { get; init; } = 0.6;
    }

    /// <summary>After any name: a germ, a likeness, what is not yet the disease.</summary>
    private static readonly string[] Continued = ["链球菌", "双球菌", "球菌", "杆菌", "克雷伯", "克雷白", "支原体", "衣原体", "嗜血", "分枝杆菌", "螺旋体抗", "抗毒素", "类毒素", "样", "前病变", "前期病变", "前状态"];

    /// <summary>A name by itself, and what makes another word of it.</summary>
    private static readonly Dictionary<string, string[]> Pieces = new()
    {
        ["中风"] = ["险", "格", "湿", "力", "速", "向", "疹"],
        ["感冒"] = ["灵", "清", "通", "颗粒", "胶囊", "片", "冲剂", "退热"],
        ["狼疮"] = ["抗凝", "带", "细胞"],
        ["甲状腺肿"] = ["瘤", "大", "块", "物"],
        ["肥胖"] = ["细胞"],
    };

    /// <summary>Right before a name: whoever does not have the disease.</summary>
    private static readonly string[] Without = ["非", "无", "排除", "除外", "未患", "未合并", "不伴"];

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(ConditionMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        List<VocabularyMatch> found = [];
        foreach (Sentence sentence in doc.ChineseSentences())
        {
            found.AddRange(vocabulary.Find(text, sentence.Span).Where(match => IsDisease(text, sentence.Span, match.Span)));
        }

        if (found.Count == 0)
        {
            return doc;
        }

        List<ConditionMention> all = [.. doc.Of<ConditionMention>()];
        all.AddRange(ConditionTagger.Named(found, all, "zh.condition"));
        return all.Count == 0 ? doc : doc.Replacing<ConditionMention>(ConditionTagger.Weighed(doc, [.. all.OrderBy(mention => mention.Span)], options.Main, options.Beside));
    }

    private static bool IsDisease(string text, TextSpan sentence, TextSpan span)
    {
        ReadOnlySpan<char> after = text.AsSpan(span.End, sentence.End - span.End);
        return !StartsWithAny(after, Continued) && !(Pieces.TryGetValue(span.Of(text), out string[]? rest) && StartsWithAny(after, rest))
            && !ChineseText.EndsWithAny(text.AsSpan(sentence.Start, span.Start - sentence.Start), Without);
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (string word in words)
        {
            if (text.StartsWith(word))
            {
                return true;
            }
        }

        return false;
    }
}
