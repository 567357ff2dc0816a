using System.Text.RegularExpressions;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;

namespace AbstractMiner.Stages;

/// <summary>Identifiers of trial registries: "registered at ClinicalTrials.gov (NCT00698191)".</summary>
public sealed partial class RegistryTagger(RegistryTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Mentions below this confidence are left out.</summary>
        public double Least { get; init; }
    }

    public IReadOnlyList<Type> Needs => [];

    public IReadOnlyList<Type> Adds => [typeof(RegistryMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        // Identifiers stand in sections of their own as often as in sentences: the whole text is read.
        List<RegistryMention> found = [.. Identifier.In(doc.Text.Text).Concat(EudraCt.In(doc.Text.Text)).Where(mention => mention.Confidence >= options.Least)];
        return found.Count == 0 ? doc : doc.With(found);
    }

    public static Pattern<RegistryMention> Identifier { get; } = new("registry.id", IdentifierRegex(), ReadIdentifier)
    {
        Finds = ["NCT00698191.", "NCT 02268344", "(NCT2236806)", "ISRCTN: ISRCTN58667926", "ISRCTN 11916566", "ACTRN12614000512628", "ChiCTR-TRC-10000814", "ChiCTR2000029658", "UMIN000012345", "JapicCTI-101245",
            "jRCTs031180001", "CTRI/2012/05/002658", "DRKS00000584", "NTR1234", "Netherlands Trial Register: NTR 2413", "IRCT2016022826316N2", "KCT0001234", "TCTR20150807001", "PACTR201303000481276", "RBR-9wt4fy",
            "SLCTR/2009/011", "RPCEC00000102"],
        Ignores = ["NCT or NET", "NCT 12", "UMIN Clinical Trials Registry", "ISRCTN registry", "INTRODUCTION", "NTR", "CTRI", "RBR-protein"],
    };

    public static Pattern<RegistryMention> EudraCt { get; } = new("registry.eudract", EudraCtRegex(), match => new RegistryMention(match.Groups["id"].Span(), "registry.eudract", 0.98, match.Groups["id"].Value))
    {
        Finds = ["EudraCT number 2004-004693-87", "EudraCT: 2012-002707-18", "2006-006186-16"],
        Ignores = ["2004-2005", "12004-004693-87", "2004-004693-871", "tel. 0911-004693-87"],
    };

    private static RegistryMention? ReadIdentifier(Match match)
    {
        // The registry writes no space inside: "NCT 02268344" and "UMIN 000012345" are joined; letters are in its own case.
        string prefix = match.Groups["prefix"].Value;
        string id = prefix + match.Groups["rest"].Value.TrimStart(' ', ':');
        return new RegistryMention(match.Span(), "registry.id", prefix is "NCT" && match.Groups["rest"].Length < 8 ? 0.8 : 0.99, id);
    }

    [GeneratedRegex("""
        (?<![A-Za-z\d])
        (?:
            (?<prefix>NCT)[ -]?(?<rest>\d{7,8})
          | (?<prefix>ISRCTN)[ ]?(?<rest>\d{8})
          | (?<prefix>ACTRN)[ ]?(?<rest>\d{14})
          | (?<prefix>ChiCTR)(?<rest>-[A-Z]{3}-\d{6,12}|\d{10})
          | (?<prefix>UMIN)[ -]?(?<rest>\d{9})
          | (?<prefix>JapicCTI)(?<rest>-\d{6})
          | (?<prefix>jRCT)(?<rest>s?\d{9,10})
          | (?<prefix>CTRI)(?<rest>/\d{4}/\d{2,3}/\d{6})
          | (?<prefix>DRKS)[ ]?(?<rest>\d{8})
          | (?<prefix>NTR)[ ]?(?<rest>\d{3,5})
          | (?<prefix>IRCT)(?<rest>\d{10,16}N\d{1,3})
          | (?<prefix>KCT)(?<rest>\d{7})
          | (?<prefix>TCTR)[ ]?(?<rest>\d{11})
          | (?<prefix>PACTR)[ ]?(?<rest>\d{15,16})
          | (?<prefix>RBR)(?<rest>-\d[0-9a-zA-Z]{5,6})
          | (?<prefix>SLCTR)(?<rest>/\d{4}/\d{3})
          | (?<prefix>RPCEC)(?<rest>\d{8})
        )
        (?![A-Za-z\d])
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex IdentifierRegex();

    [GeneratedRegex(@"(?<![\d-])(?<id>20\d\d-\d{6}-\d\d)(?![\d-])", RegexOptions.CultureInvariant)]
    private static partial Regex EudraCtRegex();
}
