using System.Collections.Immutable;
using System.Text.Json;
using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Learning;

/// <summary>
/// An abstract of a corpus that says of each number only whether it is of the intervention or of the control: a group's name
/// is right where it shares words with the arm's phrases and none with the other's. Enough to learn from, too little to test on.
/// </summary>
public sealed record ArmLabels(string Document, AnnotatedAbstract Doc, IReadOnlyDictionary<EstimateMention, bool> OfIntervention, ImmutableArray<string> Intervention, ImmutableArray<string> Control)
{
    /// <summary>Reads a line of the corpus: <c>{id, text, entities: [{type, start, end, text}]}</c>; null where it labels no number that was found.</summary>
    /// <param name="read">The stages before the linker.</param>
    public static ArmLabels? Read(string line, Func<string, string, AnnotatedAbstract?> read)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        string id = json.RootElement.GetProperty("id").GetString()!;
        string raw = json.RootElement.GetProperty("text").GetString()!;
        if (read(id, raw) is not { } doc)
        {
            return null;
        }

        List<string> intervention = [];
        List<string> control = [];
        List<(int Start, int End, bool Intervention)> numbers = [];
        foreach (JsonElement entity in json.RootElement.GetProperty("entities").EnumerateArray())
        {
            string type = entity.GetProperty("type").GetString()!;
            if (type is "intervention" or "control")
            {
                (type == "control" ? control : intervention).Add(entity.GetProperty("text").GetString()!);
            }
            else if (type.StartsWith("iv-", StringComparison.Ordinal) || type.StartsWith("cv-", StringComparison.Ordinal))
            {
                numbers.Add((entity.GetProperty("start").GetInt32(), entity.GetProperty("end").GetInt32(), type[0] == 'i'));
            }
        }

        Dictionary<EstimateMention, bool> labels = new(ReferenceEqualityComparer.Instance);
        foreach (EstimateMention estimate in doc.Of<EstimateMention>())
        {
            TextSpan place = doc.Text.Map.ToRaw(estimate.Span);
            foreach ((int start, int end, bool ofIntervention) in numbers)
            {
                if (place.Start < end && start < place.End)
                {
                    labels.TryAdd(estimate, ofIntervention);
                }
            }
        }

        return labels.Count == 0 ? null : new ArmLabels(id, doc, labels, [.. intervention], [.. control]);
    }

    /// <summary>1: the name is of the arm; -1: of the other; 0: the phrases do not tell.</summary>
    public int Agreement(string name, bool ofIntervention)
    {
        int intervention = IsCalled(name, Intervention, "intervention", "treatment", "experimental", "vaccin") ? 1 : 0;
        int control = IsCalled(name, Control, "control", "placebo", "usual care", "standard care") ? 1 : 0;
        return ofIntervention ? intervention - control : control - intervention;
    }

    private static bool IsCalled(string name, ImmutableArray<string> phrases, params string[] usual) =>
        usual.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) || phrases.Any(phrase => WordAgreement.Agrees(phrase, name));
}
