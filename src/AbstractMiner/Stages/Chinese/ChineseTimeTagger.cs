using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>Times of measurement in Chinese: "治疗后3个月", "第4周末", "术后24 h", "治疗前".</summary>
public sealed partial class ChineseTimeTagger(ChineseTimeTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    private const string Events = "治疗|溶栓|透析|镇痛|栓塞|消融|引产|化学治疗|用药|给药|服药|手术|干预|移植|修复|停药|注射|输注|复苏|放疗|化疗|照射|造模|分娩|出生|灌胃|训练|损伤|再灌注|缺血|教育|培训|护理|麻醉|诱导|插管|拔管|拔牙|术|产";

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(TimeMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        List<TimeMention> found = [];
        foreach (Sentence sentence in doc.ChineseSentences())
        {
            int before = found.Count;
            found.AddRange(Counted.In(doc.Text.Text, sentence.Span).SelectMany(list => list));
            int counted = found.Count;
            foreach (TimeMention time in Event.In(doc.Text.Text, sentence.Span))
            {
                if (!IsOfName(doc.Text.Text, time.Span) && !found[before..counted].Exists(other => other.Span.Overlaps(time.Span)))
                {
                    found.Add(time);
                }
            }
        }

        return found.Count == 0 ? doc : doc.With(found.Where(time => time.Confidence >= options.Least));
    }

    /// <summary>"术后并发症", "产后出血": a name of what befell, no time of measurement.</summary>
    private static bool IsOfName(string text, TextSpan span) =>
        span.Length == 2 && text[span.Start] is '术' or '产' && text[span.Start + 1] == '后' && span.End < text.Length && ChineseText.IsHan(text[span.End])
        && text[span.End] is not ('两' or '各' or '组' or '观' or '对' or '患' or '均' or '即' or '的' or '分' or '与' or '较' or '血') && !text.Contains(text[span.Start] + "前", StringComparison.Ordinal);

    /// <summary>A number and a unit, from the treatment or the operation on; a list gives a time each.</summary>
    public static Pattern<IReadOnlyList<TimeMention>> Counted { get; } = new("zh.time.counted", CountedRegex(), ReadCounted)
    {
        Finds = ["治疗后3个月", "术后24 h", "第4周末", "给药后1、3、7 d", "随访2年", "6个月后", "治疗12周和24周", "用药第3天", "1、3、5年总生存率"],
        Ignores = ["疗程8周", "病程3年", "每周3次", "年龄30岁", "2014年1月", "住院日延长10 d", "第3组"],
    };

    /// <summary>An event of the study itself is a time: before it is the baseline.</summary>
    public static Pattern<TimeMention> Event { get; } = new("zh.time.event", EventRegex(), ReadEvent)
    {
        Finds = ["治疗前", "干预后", "与术前相比", "用药后血压", "基线水平", "入院时"],
        Ignores = ["目前", "前后径", "预后", "此后", "治疗前后比较", "干预前组"],
    };

    private static IReadOnlyList<TimeMention>? ReadCounted(Match match)
    {
        ReadOnlySpan<char> next = match.Groups["next"].ValueSpan;
        bool anchored = match.Groups["event"].Success || match.Groups["ordinal"].Success || match.Groups["after"].Success || match.Groups["survival"].Success;
        ReadOnlySpan<char> unit = match.Groups["unit"].ValueSpan;
        bool otherWord = next.Length > 0 && !match.Groups["after"].Success && (unit switch
        {
            "d" or "h" or "w" => char.IsAsciiLetterOrDigit(next[0]) || next[0] == '/',
            "月" or "年" or "日" => char.IsAsciiDigit(next[0]) || next[0] is '龄' or '级' or '代' or '均' or '来' or '~' or '-',
            "周" => next[0] is '岁' or '围' or '期',
            _ => false,
        });
        if (!anchored || otherWord || !ChineseFragments.MayStart(match.Groups["before"].ValueSpan) && !match.Groups["event"].Success)
        {
            return null;
        }

        decimal days = unit switch
        {
            "年" => 365m,
            "月" or "个月" => 30m,
            "周" or "w" or "星期" => 7m,
            "小时" or "h" => 1m / 24,
            "min" or "分钟" => 1m / 1440,
            _ => 1m,
        };
        List<TimeMention> times = [];
        CaptureCollection values = match.Groups["value"].Captures;
        int whole = match.Groups["after"] is { Success: true } after ? after.Index + after.Length : match.Groups["unit"].Index + unit.Length;
        for (int i = 0; i < values.Count; i++)
        {
            int start = i == 0 ? match.Index : values[i].Index;
            int end = i == values.Count - 1 ? whole : match.Groups["joint"].Captures[i].Index;
            times.Add(new TimeMention(new TextSpan(start, end), "zh.time.counted", 0.9, ChineseNumerals.Read(values[i].ValueSpan) * days));
        }

        return times;
    }

    private static TimeMention? ReadEvent(Match match)
    {
        ReadOnlySpan<char> next = match.Groups["next"].ValueSpan;
        bool otherWord = next.Length > 0 && (match.Groups["side"].ValueSpan switch
        {
            "前" => next[0] is '后' or '列' or '组' or '臂' or '、',
            "后" => next[0] is '组',
            "中" => next[0] is not (',' or ';' or '。'),
            _ => false,
        });
        return otherWord ? null : new TimeMention(match.Span(), "zh.time.event", 0.85, match.Groups["side"].ValueSpan is "前" || match.Groups["start"].Success ? 0 : null);
    }

    [GeneratedRegex("(?:(?<event>(?:" + Events + """
        |随访|入院|出院|末次)(?:结束|治疗|开始)?(?:后|前|时|期间|至)?\s?)
        |(?<=(?<before>[^程龄每长短续均持]?)))       # a duration, an age and a rate are no times
        (?<ordinal>第\s?)?
        (?:(?<value>\d{1,3}(?:\.\d)?|[一二两三四五六七八九十]{1,3})\s?(?:个月|周|天|d|h)?\s?(?<joint>[、,和及~])\s?第?\s?){0,6}
        (?<value>\d{1,3}(?:\.\d)?|[一二两三四五六七八九十]{1,3}|半)\s?(?<unit>个月|小时|分钟|星期|min|[月周天日年dhw])
        (?<after>末|后|时|以?内)?(?=(?<survival>(?:累[积计])?(?:总|无[^,;。\d]{1,4})?(?:生存|存活|复发|死亡|病死)))?(?=(?<next>.?))
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex CountedRegex();

    [GeneratedRegex("(?:(?:" + Events + "|措施|措施实施|措施落实)(?<side>[前后中])(?:即刻|当天|当日)?|(?<start>基线|入院时|入组时)|出院时|随访结束时|末次随访时)(?=(?<next>.?))", RegexOptions.CultureInvariant)]
    private static partial Regex EventRegex();
}
