using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>The odds of whom, and of what: "吸烟(OR=2.1)是死亡的独立危险因素", "吸烟是死亡的危险因素(OR=2.1)", "年龄(OR=1.1)是其危险因素".</summary>
internal sealed partial class ChineseFactors(string text, ChineseOutcomes outcomes)
{
    /// <summary>How far behind the number the statement may end.</summary>
    private const int Reach = 160;

    private static readonly string[] NoFactor = ["差异", "比较", "相比", "高于", "低于", "分析", "回归", "显示", "模型"];

    private OutcomeMention? _last;

    public bool Link(ChineseRun run, TextSpan sentence)
    {
        if (run.First.Estimate.Statistic is not (Statistic.OddsRatio or Statistic.HazardRatio or Statistic.RiskRatio))
        {
            return false;
        }

        int after = run.Tail.Start;
        Match match = FactorRegex().Match(text[after..Math.Min(sentence.End, after + Reach)]);
        TextSpan? factor = match.Success ? Before(run.Head, run.Head.End) : null;
        int shift = after;
        if (factor is null)
        {
            shift = run.Head.Start;
            match = FactorRegex().Match(run.Head.In(text).ToString());
            factor = match.Success ? Before(run.Head, shift + match.Index) : null;
        }

        if (factor is not { } span)
        {
            return false;
        }

        TextSpan what = match.Groups["outcome"].Span().Shift(shift);
        OutcomeMention? outcome = what.Length < 2 || text[what.Start] == '其' ? _last : outcomes.At(what);
        _last = outcome;
        foreach (ChineseRow row in run.Rows)
        {
            row.Group = new GroupMention(span, "zh.group.factor", 0.7, null);
            row.Outcome = outcome;
        }

        return true;
    }

    /// <summary>The name that ends before a bracket: "、|收缩压|(OR=".</summary>
    private TextSpan? Before(TextSpan head, int end)
    {
        Match ratio = RatioNameRegex().Match(text[head.Start..end]);
        end = ratio.Success ? head.Start + ratio.Index : end;
        int start = end;
        for (int depth = 0; start > head.Start; start--)
        {
            depth += text[start - 1] switch { ')' or ']' => 1, '(' or '[' => -1, _ => 0 };
            if (depth < 0 || (depth == 0 && text[start - 1] is ',' or ';' or '。' or '、' or ':' or '和' or '及' or '与'))
            {
                break;
            }
        }

        foreach (string word in (ReadOnlySpan<string>)["显示", "表明", "发现", "提示"])
        {
            int said = text.IndexOf(word, start, end - start, StringComparison.Ordinal);
            start = said >= 0 ? said + word.Length : start;
        }

        TextSpan span = new(start, end);
        ReadOnlySpan<char> name = span.In(text).Trim();
        return name.Length is >= 2 and <= 30 && !ChineseText.ContainsAny(name, NoFactor) ? span : null;
    }

    [GeneratedRegex("(?:是|为)(?:影响)?(?<outcome>[^,;。()\\[是为]{0,30}?)的?(?:独立的?)?(?:危险|保护|影响|预测|相关)(?:性)?因素", RegexOptions.CultureInvariant)]
    private static partial Regex FactorRegex();

    [GeneratedRegex(@"\s?[(\[,]?\s?(?:校正|调整)?[aA]?(?:OR|RR|HR)\s?(?:值)?\s?(?:[(\[].{0,12}[)\]])?\s?[=为:]?\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex RatioNameRegex();
}
