using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>What the Chinese stages ask of a text before they read it.</summary>
internal static class ChineseText
{
    /// <summary>The sentences in Chinese in which the authors report; an English abstract costs one look at its sentences.</summary>
    public static IEnumerable<Sentence> ChineseSentences(this AnnotatedAbstract doc)
    {
        foreach (Sentence sentence in doc.Text.Sentences)
        {
            if (sentence.Language == Language.Chinese && IsReport(sentence.Section))
            {
                yield return sentence;
            }
        }
    }

    public static bool HasChinese(this AnnotatedAbstract doc)
    {
        foreach (Sentence sentence in doc.Text.Sentences)
        {
            if (sentence.Language == Language.Chinese)
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';

    private static bool IsReport(SectionKind kind) => kind is not (SectionKind.Authors or SectionKind.Affiliations or SectionKind.Identifier
        or SectionKind.Funding or SectionKind.Keywords or SectionKind.Disclosure or SectionKind.Matter or SectionKind.Registration or SectionKind.Body);
}
