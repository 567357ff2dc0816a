using System.Globalization;
using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Patterns;
using AbstractMiner.Stages;
using AbstractMiner.Stages.Chinese;
using AbstractMiner.Text;

namespace AbstractMiner.Tests;

/// <summary>The Chinese taggers and their linker on sentences written for the purpose.</summary>
public class ChineseStagesTest
{
    private static readonly IStage[] Stages =
    [
        new ChinesePValueTagger(new()), new ChineseGroupTagger(new()), new ChineseSampleSizeTagger(new()), new ChineseTimeTagger(new()), new ChineseMeanTagger(new()),
        new ChinesePercentTagger(new()), new ChineseEffectTagger(new()), new ChineseCountTagger(new()), new ChineseFindingLinker(new()),
    ];

    [Theory]
    [InlineData("差异有统计学意义(P<0.05)。", "Less 0.05")] // the usual bracket
    [InlineData("差异均无统计学意义（均P＞０．０５）。", "Greater 0.05 all")] // full width
    [InlineData("P均<0.01。", "Less 0.01 all")] // 均 between letter and sign
    [InlineData("P值分别为0.012、0.034和0.05。", "Equal 0.012;Equal 0.034;Equal 0.05")] // a list is a value each
    [InlineData("以P<0.05为差异有统计学意义。", "Less 0.05 threshold")] // the level that the methods set
    [InlineData("两组P53阳性率升高,pH为7.4。", "")] // a gene and an acidity
    public void ReadsPValues(string sentence, string expected)
    {
        AnnotatedAbstract doc = Read("方法 对60例患者进行观察。结果 " + sentence);
        Assert.Equal(expected, string.Join(';', doc.Of<PValueMention>().Select(p =>
            $"{p.Operator} {p.Value}{(p.ForAll ? " all" : "")}{(p.IsThreshold ? " threshold" : "")}")));
    }

    [Theory]
    [InlineData("将80例患者随机分为观察组和对照组,各40例。", "80 Total;40 Arm 观察组和对照组")] // 各: one entry for both
    [InlineData("选取四十名志愿者。", "40 Total")] // numerals
    [InlineData("治疗组36例服用中药,对照组30例服用西药。", "36 Arm 治疗组;30 Arm 对照组")] // right after the name
    [InlineData("2015年收治的512例患者作为干预前组,498例作为干预后组。", "512 Arm 干预前组;498 Arm 干预后组")] // the name follows
    [InlineData("纳入1 204例患者,男700例,女504例。", "1204 Total;700 Subgroup 男;504 Subgroup 女")] // spaced thousands; sexes
    [InlineData("调查3.5万名居民。", "35000 Total")] // 万
    [InlineData("检测9例正常组织,14例癌旁组织及50例癌组织中的表达。", "9 Arm 正常组织;14 Arm 癌旁组织;50 Arm 癌组织")] // a list of kinds
    [InlineData("共咨询2 031例次,每天3人次。", "")] // visits are no subjects
    public void ReadsSampleSizes(string sentence, string expected)
    {
        AnnotatedAbstract doc = Read("目的 探讨疗效。方法 " + sentence);
        Assert.Equal(expected, string.Join(';', doc.Of<SampleSizeMention>().Select(sample =>
            string.Create(CultureInfo.InvariantCulture, $"{sample.Value} {sample.Role} {(sample.Group is { } group ? doc.Text.Slice(group) : "")}").TrimEnd())));
    }

    [Theory]
    [InlineData("观察组和对照组总有效率分别为90.0%和75.0%(P<0.05)。", "Percent 90.0 总有效率 观察组 p<;Percent 75.0 总有效率 对照组")] // a list over the groups: p on the intervention's
    [InlineData("观察组复发率为5.0%(2/40),显著低于对照组的20.0%(8/40)。", "Percent 5.0 复发率 观察组 2/40;Percent 20.0 复发率 对照组 8/40")] // the second group inherits the outcome
    [InlineData("观察组的治愈率(62.5%)明显高于对照组(40.0%)。", "Percent 62.5 治愈率 观察组;Percent 40.0 治愈率 对照组")] // values in brackets
    [InlineData("收缩压由治疗前的(152.3±8.1)mmHg降至治疗后的(131.0±7.2)mmHg。", "Mean 152.3 收缩压 T:治疗前;Mean 131.0 收缩压 T:治疗后")] // from and to
    [InlineData("观察组血糖高于对照组(8.1±1.2 vs 6.9±1.1,P<0.01)。", "Mean 8.1 血糖 观察组 p<;Mean 6.9 血糖 对照组")] // a pair after a comparison
    [InlineData("观察组住院时间比对照组缩短2.5 d。", "MeanDifference 2.5 住院时间 观察组")] // a difference of its own
    [InlineData("死亡3例,复发5例。", "Count 3 死亡;Count 5 复发")] // what befell stands before the number
    [InlineData("缺氧使细胞增殖率增加37.5%。", "PercentChange 37.5 细胞增殖率 缺氧")] // a change, not a level; what acts is the group
    [InlineData("死亡率下降至3.1%。", "Percent 3.1 死亡率")] // 至: a level
    [InlineData("吸烟(OR=2.10,95%CI:1.30~3.40)是术后复发的独立危险因素。", "OddsRatio 2.10 术后复发 吸烟")] // the factor before the bracket, what it raises after
    [InlineData("吸烟是术后复发的危险因素(OR=2.10)。", "OddsRatio 2.10 术后复发 吸烟")] // both before it
    public void LinksFindings(string sentence, string expected)
    {
        AnnotatedAbstract doc = Read("方法 将80例患者随机分为观察组和对照组,各40例。结果 " + sentence);
        Assert.Equal(expected, string.Join(';', doc.Findings.Where(finding => finding.Estimate is not null).Select(finding => Told(doc, finding))));
    }

    [Theory]
    [InlineData("对照组给予恩替卡韦口服,治疗组加服补肾汤。", "entecavir;补肾汤")] // by the vocabulary; by the form of a formula
    [InlineData("两组均静滴清热注射液,观察组加用甲氨蝶呤。", "清热注射液;methotrexate")] // the verb is no part of the name
    [InlineData("检测血清胰岛素水平。", "")] // only measured
    [InlineData("患者皮下注射胰岛素。", "insulin")] // the same given
    [InlineData("HO抑制剂(ZnPP)不影响结果。", "")] // a bracket alone is no name
    [InlineData("予CHOP方案化疗。", "chop")] // a regimen; the class beside it only says what it is
    public void ReadsDrugs(string sentence, string expected)
    {
        Vocabulary vocabulary = Vocabulary.Parse("drugs", "name\tlevel\tzh\tweak\nentecavir\t\t恩替卡韦\t\nmethotrexate\t\t甲氨蝶呤\t\ninsulin\t\t胰岛素\t胰岛素\nchemotherapy\tclass\t化疗\t\n");
        AnnotatedAbstract doc = new ChineseDrugTagger(new(), vocabulary).Apply(Read("目的 探讨疗效。方法 " + sentence));
        Assert.Equal(expected, string.Join(';', doc.Of<DrugMention>().Select(drug => drug.Name)));
    }

    [Theory]
    [InlineData("对照组给予恩替卡韦口服,观察组给予甲氨蝶呤口服。", "entecavir Comparator;methotrexate Intervention")] // who gets it
    [InlineData("两组均给予恩替卡韦,观察组加用甲氨蝶呤。", "entecavir Background;methotrexate Intervention")] // what all get
    [InlineData("对照组给予恩替卡韦口服,观察组在对照组基础上加用甲氨蝶呤。", "entecavir Background;methotrexate Intervention")] // what the other is added to
    [InlineData("患者既往曾用恩替卡韦,观察组给予甲氨蝶呤。", "entecavir Prior;methotrexate Intervention")]
    public void TellsRolesByWhoGetsADrug(string sentence, string expected)
    {
        Vocabulary vocabulary = Vocabulary.Parse("drugs", "name\tzh\nentecavir\t恩替卡韦\nmethotrexate\t甲氨蝶呤\n");
        AnnotatedAbstract doc = new ChineseDrugTagger(new(), vocabulary).Apply(Read("方法 将80例患者随机分为观察组和对照组,各40例。" + sentence));
        Assert.Equal(expected, string.Join(';', doc.Of<DrugMention>().Select(drug => $"{drug.Name} {drug.Role}").Distinct()));
    }

    [Theory]
    [InlineData("方法 按随机数字表法将72例哮喘患儿分为两组。", "randomised controlled trial")] // the lot decides who belongs where
    [InlineData("方法 本研究为前瞻性、随机、双盲、安慰剂对照临床试验。", "randomised controlled trial")] // the special design before the general
    [InlineData("方法 采用前瞻性非随机对照设计,纳入50例。", "non-randomised controlled trial")] // 非随机 is not 随机
    [InlineData("方法 随机抽取5所学校的学生进行横断面调查。", "cross-sectional")] // a sample drawn by lot
    [InlineData("方法 回顾性分析31例患者的资料。结论 尚需开展随机对照试验。", "retrospective cohort")] // what is wished for is no design
    [InlineData("方法 前瞻性队列研究,随访5年。", "prospective cohort")]
    [InlineData("方法 采用自身前后对照,观察30例患者用药后的变化。", "before-after study")]
    [InlineData("方法 开展单臂、开放、多中心临床研究。", "single-arm trial")]
    [InlineData("方法 按1:2配比进行病例对照研究。", "case-control")]
    [InlineData("针灸治疗失眠的系统评价。方法 检索数据库中的随机对照试验。", "systematic review")] // trials are what it reviews
    [InlineData("方法 采用Meta分析合并12项队列研究。", "meta-analysis")]
    [InlineData("方法 将36只SD大鼠随机分为3组,每组12只。", "animal")] // animals are drawn by lot too
    [InlineData("方法 体外培养人脐静脉内皮细胞,分为4组。", "in vitro")]
    [InlineData("方法 体外培养后回输给10例患者。", null)] // cells that are cultured for patients
    [InlineData("方法 将60个树脂试件随机分为3组。", "in vitro")] // things are no subjects
    [InlineData("肝豆状核变性1例。 目的 提高认识。方法 结合文献讨论其诊治经过。", "case report")] // the title ends with the number of patients
    [InlineData("方法 采用评分系统评价两种药物的疗效。", null)]
    public void ReadsDesigns(string text, string? expected)
    {
        AnnotatedAbstract doc = new ChineseDesignTagger(new()).Apply(Read(text));
        Assert.Equal(expected, doc.Of<DesignMention>().MaxBy(design => design.Confidence)?.Design);
    }

    [Theory]
    [InlineData("观察疗效。方法 选取狼疮肾炎患者40例,其中8例合并高血压。", "lupus nephritis;hypertension")] // the longest name at its place
    [InlineData("目的 探讨2型糖尿病的治疗。结果 糖尿病患者糖尿病病程较长。", "type 2 diabetes mellitus;diabetes mellitus;diabetes mellitus")] // the short name means the long one
    [InlineData("检出肺炎链球菌12株、肺炎克雷伯菌9株。", "")] // germs
    [InlineData("评为中风险的有30例。", "")] // a piece of other words
    [InlineData("出现哮喘样发作。", "")] // only like it
    [InlineData("对照组为非糖尿病患者,排除高血压。", "")] // whoever does not have it
    [InlineData("纳入RA患者50例。", "")] // letters that may mean something else
    [InlineData("类风湿关节炎(RA)患者50例,RA病程5年。", "rheumatoid arthritis;rheumatoid arthritis;rheumatoid arthritis")] // the same beside the name
    public void ReadsConditions(string text, string expected)
    {
        AnnotatedAbstract doc = new ChineseConditionTagger(new(), Conditions).Apply(Read(text));
        Assert.Equal(expected, string.Join(';', doc.Of<ConditionMention>().Select(condition => condition.Name)));
        Assert.Equal(expected.Length > 0, doc.Of<ConditionMention>().MaxBy(condition => condition.Confidence)?.Name == expected.Split(';')[0]);
    }

    /// <summary>What one side names and what both name is weighed together.</summary>
    [Fact]
    public void AConditionOfBothLanguagesIsOne()
    {
        const string English = "Objective: We studied how pneumonia and lupus nephritis are treated in patients of a clinic. Results: Most of the patients with pneumonia recovered in the first week of treatment.";
        AnnotatedAbstract doc = Read(English + "\n目的 探讨狼疮肾炎的治疗。结果 狼疮肾炎患者中多数好转。");
        doc = new ChineseConditionTagger(new(), Conditions).Apply(new ConditionTagger(new(), Conditions).Apply(doc));
        Assert.Equal(["pneumonia", "lupus nephritis", "pneumonia", "lupus nephritis", "lupus nephritis"], doc.Of<ConditionMention>().Select(condition => condition.Name));
        Assert.Equal([0.6, 0.9, 0.6, 0.9, 0.9], doc.Of<ConditionMention>().Select(condition => condition.Confidence));
    }

    private static Vocabulary Conditions { get; } = Vocabulary.Parse("conditions", """
        name	abbreviations	zh	weak
        lupus nephritis		狼疮性肾炎|狼疮肾炎	
        systemic lupus erythematosus		狼疮	
        hypertension		高血压	
        type 2 diabetes mellitus		2型糖尿病	
        diabetes mellitus		糖尿病	
        pneumonia		肺炎	
        stroke		中风	
        asthma		哮喘	
        rheumatoid arthritis	RA	类风湿关节炎	RA
        """);

    [Theory]
    [InlineData("治疗组静脉输注脐带间充质干细胞。", "MSC umbilical cord")] // the source is part of the name
    [InlineData("给予胎盘来源的间充质干细胞,对照组给予羊膜间充质干细胞。", "MSC placenta;MSC amniotic")]
    [InlineData("注射自体脂肪间充质干细胞1次。", "MSC adipose Autologous")]
    [InlineData("骨髓间充质干细胞(BMSC)组", "MSC bone marrow;MSC bone marrow")] // the letters too
    [InlineData("采用CAR-T细胞治疗淋巴瘤。", "CAR-T")]
    [InlineData("行单倍型造血干细胞移植12例,自体造血干细胞移植9例。", "HSC Allogeneic;HSC Autologous")]
    [InlineData("膝关节腔注射富血小板血浆。", "platelet product peripheral blood")]
    [InlineData("脐带间充质干细胞来源的外泌体", "MSC exosome umbilical cord")] // what cells make is not the cells
    [InlineData("分组。目的 观察血管平滑肌细胞(VSMC)增殖。方法 培养的大鼠VSMC分为3组。", "smooth muscle cell")] // cultured by its letters
    [InlineData("分组。目的 观察血管平滑肌细胞增殖。方法 取主动脉切片。", "")] // only looked at
    [InlineData("移植后T细胞比例升高,内皮祖细胞数量增多。", "")] // only measured
    [InlineData("回输自然杀伤细胞3次。", "NK cell")] // the same given
    [InlineData("胰岛素泵输注。", "")] // a hormone
    [InlineData("检测淋巴细胞亚群。", "")]
    public void ReadsCells(string sentence, string expected)
    {
        AnnotatedAbstract doc = new ChineseCellTagger(new(), Cells.Value).Apply(Read("方法 " + sentence));
        Assert.Equal(expected, string.Join(';', doc.Of<CellMention>().Select(cell => string.Join(' ', new[] { cell.CellType, cell.Tissue, cell.Donor?.ToString() }.OfType<string>()))));
    }

    private static Lazy<Vocabulary> Cells { get; } = new(() => Vocabulary.Load(Project.PathOf("models", "vocabularies", "cells.tsv")));

    [Fact]
    public void AnEnglishAbstractIsLeftAsItIs()
    {
        RawDocument raw = new("test", null, "Methods: 60 patients took part. Results: The rate was 12% (P<0.05).");
        AnnotatedAbstract doc = new(raw, Assert.Single(Segmenter.Segment(Normaliser.Normalise(raw))));
        Assert.Same(doc, Stages.Append(new ChineseDesignTagger(new())).Append(new ChineseConditionTagger(new(), Conditions)).Append(new BilingualLinker(new())).Aggregate(doc, (before, stage) => stage.Apply(before)));
    }

    [Fact]
    public void AFindingOfBothLanguagesIsOne()
    {
        const string English = "Results: The response rate was 62.5% in 24 women, and death occurred in 12.5% of all. Conclusions: The treatment of this disease appears to be safe in most women.";
        const string Chinese = "结果 有效率为62.5%,病死率为13.5%。结论 治疗安全。";
        RawDocument raw = new("test", null, English + "\n" + Chinese);
        AnnotatedAbstract doc = new(raw, Assert.Single(Segmenter.Segment(Normaliser.Normalise(raw))));
        string text = doc.Text.Text;
        doc = doc.With(new[] { "62.5%", "12.5%" }.Select(value => new Finding(EstimateAt(text, value), null, null, null, null, null, 0.8)).ToList());
        doc = Stages.Append(new BilingualLinker(new())).Aggregate(doc, (before, stage) => stage.Apply(before));

        Finding both = Assert.Single(doc.Findings, finding => finding.Estimate!.Value!.Value.Printed == "62.5");
        Assert.Equal(text.LastIndexOf("62.5", StringComparison.Ordinal), both.Translation!.Value.Start);
        Assert.Equal(0.8, both.Confidence); // the links are no surer for it
        Assert.Contains(doc.Findings, finding => finding.Estimate!.Value!.Value.Printed == "13.5");
        Assert.Contains(doc.Flags, flag => flag.Kind == FlagKind.TranslationMismatch && doc.Text.Slice(flag.Span) == "13.5%");
    }

    private static EstimateMention EstimateAt(string text, string value)
    {
        int at = text.IndexOf(value, StringComparison.Ordinal);
        return new EstimateMention(new TextSpan(at, at + value.Length), "test", 0.9, Statistic.Percent, NumberReader.Read(value.AsSpan(0, value.Length - 1)), "%", null, null, null, Comparison.Equal, null);
    }

    private static string Told(AnnotatedAbstract doc, Finding finding)
    {
        EstimateMention estimate = finding.Estimate!;
        List<string> words = [$"{estimate.Statistic} {estimate.Value}"];
        words.AddRange(new[] { finding.Outcome is { } outcome ? doc.Text.Slice(outcome.Span) : null, finding.Group is { } group ? doc.Text.Slice(group.Span) : null }.OfType<string>());
        if (finding.Time is { } time)
        {
            words.Add("T:" + doc.Text.Slice(time.Span));
        }

        if (estimate is { Statistic: not Statistic.Count, Events: { } events, Total: { } total })
        {
            words.Add($"{events.Number}/{total.Number}");
        }

        if (finding.P is { Operator: Comparison.Less })
        {
            words.Add("p<");
        }

        return string.Join(' ', words);
    }

    private static AnnotatedAbstract Read(string text)
    {
        RawDocument raw = new("test", null, text);
        AnnotatedAbstract doc = new(raw, Assert.Single(Segmenter.Segment(Normaliser.Normalise(raw))));
        return Stages.Aggregate(doc, (before, stage) => stage.Apply(before));
    }
}
