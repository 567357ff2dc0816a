using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>A number with its classifier: "60例", "六名", "各20只".</summary>
/// <param name="Number">The number alone.</param>
/// <param name="Phrase">Number and classifier.</param>
/// <param name="Role">The part it plays as a number of subjects; null where it counts events.</param>
/// <param name="Group">The label of the group.</param>
internal sealed record ChineseCount(TextSpan Number, TextSpan Phrase, int Value, SampleRole? Role, TextSpan? Group, string Rule, double Confidence);
