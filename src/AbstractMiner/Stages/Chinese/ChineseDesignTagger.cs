using System.Buffers;
using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Chinese;

/// <summary>
/// Study designs in Chinese, by the names and the confidences of <see cref="DesignTagger"/>: "采用随机数字表法分为两组",
/// "回顾性分析56例患者的临床资料". 随机 alone may also speak of a sample or a model; what makes it a trial is what is drawn by lot.
/// </summary>
public sealed partial class ChineseDesignTagger(ChineseDesignTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(DesignMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        string text = doc.Text.Text;
        List<DesignMention> found = [];
        foreach (Sentence sentence in doc.ChineseSentences())
        {
            foreach (DesignMention mention in Wording.In(text, sentence.Span))
            {
                // An essay speaks of cultures too, and cells that are cultured for patients make no study in vitro.
                double share = mention.Design == "in vitro" && (sentence.Section is not (SectionKind.Title or SectionKind.Methods) || text.Contains("患者", StringComparison.Ordinal)) ? 0 : DesignTagger.Share(sentence.Section);
                found.Add(mention with { Confidence = mention.Confidence * share });
            }

            if (sentence.Section == SectionKind.Title && OneCaseRegex().Match(text, sentence.Span.Start, sentence.Span.Length) is { Success: true } title)
            {
                found.Add(new DesignMention(title.Groups["words"].Span(), "zh.design.title", 0.9, "case report"));
            }
        }

        found.RemoveAll(mention => mention.Confidence == 0 || mention.Confidence < options.Least);
        return found.Count == 0 ? doc : doc.With(found);
    }

    /// <summary>The title of a case report ends with the number of its patients: "空蝶鞍综合征1例".</summary>
    [GeneratedRegex(@"[^\d ](?<words>[1一][ ]?例)[。.]?\s{0,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex OneCaseRegex();

    public static Pattern<DesignMention> Wording { get; } = new("zh.design", WordingRegex(), match => match.Groups["other"].Success ? null : DesignTagger.Read(match, "zh.design"))
    {
        Cues = SearchValues.Create(["随机", "抽签", "阶梯楔形", "类实验", "交叉", "Meta", "荟萃", "系统", "汇总分析", "合并分析", "单臂", "单组", "病例", "个案", "报告", "报道", "例临床", "例分析", "培养", "离体牙", "试件", "试样", "对照", "横断面", "横断性", "现况", "现状调查", "现患", "回顾", "队列", "前瞻",
            "前后", "期临床", "期试验", "首次人体", "观察性研究", "纵向研究", "质性", "定性研究", "访谈", "焦点小组", "鼠", "兔", "犬", "猪", "猴", "只", "体外", "细胞系", "细胞株", "盲", "试验"], StringComparison.OrdinalIgnoreCase),
        Finds = ["按随机数字表法分为两组", "将其随机分为3组", "采用随机、双盲、安慰剂对照设计", "一项多中心随机对照试验", "整群随机对照试验", "随机交叉试验", "非随机对照研究", "类实验研究", "单臂、开放临床研究", "自身前后对照研究", "的系统评价", "的Meta 分析",
            "网状荟萃分析", "1例报告", "附6例报告", "病例系列", "巢式病例对照研究", "横断面调查", "现况调查", "回顾性分析", "前瞻性队列研究", "前瞻性观察", "队列研究", "I期临床试验", "质性研究", "健康雄性SD大鼠40只", "24只家兔", "对大鼠肝纤维化的影响", "体外培养人软骨细胞", "培养的大鼠VSMC", "将50个试件随机分",
            "本试验", "双盲、安慰剂对照"],
        Ignores = ["随机抽取100份病历", "整群随机抽样", "随机效应模型", "随机血糖", "随机数字表抽取30例", "孟德尔随机化", "呈随机分布", "尚需大样本的随机对照试验证实", "缺乏前瞻性研究", "采用评分系统评价疗效", "系统评价了", "交叉感染", "病例报告表",
            "单组率", "与对照组比较", "自身抗体", "回顾文献", "体外循环", "血培养的细菌", "体外膜肺氧合", "小鼠抗人单克隆抗体", "III期临床试验", "I期临床愈合", "治疗前后比较"],
    };

    // What is wished for, and what only sounds alike, is read first, so that nothing is found inside it.
    [GeneratedRegex("""
            (?<other>(?:需|有待|尚待|期待|缺乏|缺少|今后|将来|未来)[^,。;:()]{0,24}(?:随机|试验|前瞻性?|队列|回顾性|多中心|系统评价|Meta)[^,。;:()]{0,12})
          | (?<other>孟德尔随机|(?:整群|分层|系统|简单|单纯)随机(?:整群)?抽|病例报告表|(?:评分|分期|分级|分类|分析)系统评价)
          | (?<vitro>(?:离体牙|试件|试样)[^,。;:()]{0,12}随机)
          | (?<cluster>(?:整群|群组)随机(?=[^抽选取,。;]{0,4}(?:对照|试验|分组|分配|分为|化|设计))|阶梯楔形)
          | (?<cross>(?:随机[^,。;()]{0,12})?(?<!学科)交叉(?=(?:设计|试验|对照|给药|研究|双盲|、))|双交叉)
          | (?<nonrandom>(?:非|未|半|准|类)随机(?=[^,。;抽]{0,6}(?:对照|试验|研究|分组|分为|分配|化))|类实验(?=研究|设计)|非同期对照|历史对照(?=研究|试验))
          | (?<randomised>随机[ ]?(?:化|对照|平均分|均分|等分|分(?!布|子|散)|双盲|单盲|三盲|平行|开放|安慰剂|区组|临床|试验|设计|入组|接受|给予|进入|将|[、,][ ]?(?:双盲|单盲|三盲|开放|平行|对照|阳性|安慰剂|多中心)|数字(?:表法?|法)?(?![^,。;]{0,4}[抽选]))|抽签法?(?=[^,。;]{0,6}分))
          | (?<meta>(?:Meta|荟萃)[ -]?分析)
          | (?<pooled>(?:研究|试验|个体患者数据|IPD)的?(?:汇总|合并)分析)
          | (?<review>(?<![A-Za-z][ ]?)系统(?:评价(?!了|员|系)|性?综述|性?回顾(?=与|和|及|[,。:;)]|$)))
          | (?<single>单臂|单组(?=[^,。;率]{0,8}(?:试验|研究|目标值|设计)))
          | (?<report>(?<!\d)[1一][ ]?例(?:报告|报道)|(?:报告|报道)[1一][ ]?例|个案(?:报告|报道)|病例(?:报告|报道)(?=[,。:;)]|$|[1一]例|并|及))
          | (?<series>病例系列|(?:附[ ]?)?\d{1,3}[ ]?例(?:报告|报道)|附[ ]?\d{1,3}[ ]?例(?:临床)?分析)
          | (?<casecontrol>病例[ -]?对照(?=研究|设计|分析|的|方法|法))
          | (?<sectional>横断面|横断性|现况(?:调查|研究)|现状(?:的)?调查|现患(?:率)?调查)
          | (?<retro>回顾(?:性)?(?:的|地)?(?=(?:分析|研究|调查|总结|队列|收集|纳入|比较|观察|评[估价]|选[取择]|抽取|整理|病例|临床|[^,。;:()]{0,8}(?:研究|分析)))|历史性?队列)
          | (?<beforeafter>(?:前瞻性)?(?:自身[^,。;]{0,4})?前后(?:自身)?对照|前后对比研究|自身对照(?=研究|设计|试验|方法|法))
          | (?<prospective>前瞻性?(?:的|地)?(?=[^,。;:()]{0,12}(?:队列|观察|随访|研究|登记|纳入|收集|分析)))
          | (?<phase1>(?<![\dIⅠA-Za-z/-][ ]?)(?:I|Ⅰ|1)[ab]?[ ]?期(?=(?:临床)?(?:试验|研究))|首次人体)
          | (?<cohort>队列(?=研究|分析|随访)|(?:出生|双向性?)队列|观察性研究|纵向研究)
          | (?<qualitative>质性(?:研究|访谈)|定性研究|半结构式?访谈|焦点小组)
          | (?<animals>\d[ ]?只[^,。;:()]{0,16}?(?:鼠|兔|犬|猪|猴|羊)|(?:大鼠|小鼠|裸鼠|豚鼠|沙鼠|家兔|白兔|比格犬|小型猪|食蟹猴|恒河猴)(?=[^,。;:()]{0,10}(?:\d[ ]?只|随机|分为|均分)|[^,。;:()]{0,24}(?:的影响|的作用|的保护|中的表达|动力学|药动学|模型)))
          | (?<vitro>体外(?:培养|实验|试验|研究|抗菌|抑菌|抗肿瘤)|培养[^,。;:()]{0,12}细胞[系株]|(?:(?<!血)培养的|原代培养)[^,。;:()]{0,12}(?:细胞|[A-Z]{3,6}))
          | (?<trial>(?:双盲|单盲|三盲|开放标签|开放性|多中心|安慰剂对照|本|一项)(?=[^,。;:()]{0,14}试验)|双盲(?=双模拟|[、,]?[ ]?安慰剂|[、,]?[ ]?平行))
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex WordingRegex();
}
