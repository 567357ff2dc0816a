using System.Collections.Immutable;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Linking;

/// <summary>What an outcome of a sentence is by itself, whichever of the sentence's numbers it is weighed for.</summary>
/// <param name="Words">How many.</param>
/// <param name="IsMeasure">One of them names a measure.</param>
/// <param name="People">How many of them are people or groups.</param>
/// <param name="InEndpoints">How many stand in the sentences that tell what was measured.</param>
/// <param name="Before">The word before, of <see cref="Bins.Prepositions"/>.</param>
/// <param name="Covered">0: neither; 1, 2: a group in part or whole; 3, 4: a time.</param>
/// <param name="Group">How probable the surest of the groups is that it holds some of, in sixths.</param>
/// <param name="Drug">0: it holds no drug; 1, 2: one in part or as a whole.</param>
/// <param name="IsUsable">It can be an outcome at all: it is more than people, groups, times, numbers and units.</param>
internal readonly record struct OutcomeFacts(int Words, bool IsMeasure, int People, int InEndpoints, int Before, int Covered, int Group, int Drug, bool IsUsable)
{
    private static readonly WordSet Measures = WordSet.Of("rate rates score scores incidence prevalence level levels survival mortality time duration risk proportion frequency percentage number concentration concentrations response length ratio index volume dose pressure change reduction increase decrease improvement length area probability costs cost hazard events event symptoms side effects toxicity toxicities outcome use");
    private static readonly WordSet Persons = WordSet.Of("patients women men children subjects participants group groups arm arms individuals study analysis trial cases controls baseline months weeks years days placebo p n ci hr or respectively difference differences");
    private static readonly WordSet Idle = WordSet.Of("patients others them those women men children subjects participants individuals group groups arm arms study analysis patient trial cases case median mean months weeks years days hours minutes controls them total number proportion percentage rate incidence frequency hr or ci p mg kg ml g mm cm mmhg contrast addition approximate outside inside two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty overall class versus risk ratio odds hazard interval confidence");

    /// <summary>Of each outcome of a sentence.</summary>
    public static OutcomeFacts[] Of(LinkContext context, SentenceFrame frame)
    {
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> measured = context.EndpointWords.GetAlternateLookup<ReadOnlySpan<char>>();
        ImmutableArray<DrugMention> drugs = context.Doc.Of<DrugMention>();
        OutcomeFacts[] facts = new OutcomeFacts[frame.Outcomes.Length];
        for (int i = 0; i < facts.Length; i++)
        {
            Place place = frame.OutcomePlaces[i];
            (bool measure, int people, int inEndpoints, bool content) = (false, 0, 0, false);
            for (int at = place.First; at <= place.Last; at++)
            {
                ReadOnlySpan<char> word = frame.Words[at].Span.In(frame.Text);
                measure = measure || Measures.Holds(word);
                people += Persons.Holds(word) ? 1 : 0;
                inEndpoints += measured.Contains(word) ? 1 : 0;
                content = content || (frame.Words[at].Class == WordClass.Word && !Idle.Holds(word));
            }

            int covered = CoveredBy(frame, frame.Outcomes[i].Span);
            facts[i] = new OutcomeFacts(place.Last - place.First + 1, measure, people, inEndpoints, Bins.Before(frame, place.First), covered,
                GroupIn(context, frame, frame.Outcomes[i].Span), DrugIn(drugs, frame.Outcomes[i].Span), content && covered is not (2 or 4));
        }

        return facts;
    }

    private static int GroupIn(LinkContext context, SentenceFrame frame, TextSpan span)
    {
        double probability = 0;
        foreach (GroupMention group in frame.Groups)
        {
            if (group.Arm is { } arm && group.Span.Overlaps(span))
            {
                probability = Math.Max(probability, context.Arms[arm].Probability);
            }
        }

        return (int)(probability * 5.999);
    }

    private static int DrugIn(ImmutableArray<DrugMention> drugs, TextSpan span) => drugs.Over(span) is { } drug ? Share(drug.Span, span) : 0;

    /// <summary>1: a mention is a part of a span; 2: the most of it, or more.</summary>
    private static int Share(TextSpan mention, TextSpan span) => mention.Length * 3 >= span.Length * 2 ? 2 : 1;

    private static int CoveredBy(SentenceFrame frame, TextSpan span)
    {
        for (int i = 0; i < frame.Groups.Length; i++)
        {
            GroupMention group = frame.Groups[i];
            if (frame.ArmOrder[i] >= 0 && group.Span.Overlaps(span))
            {
                return Share(group.Span, span);
            }
        }

        return frame.Times.Over(span) is { } time ? 2 + Share(time.Span, span) : 0;
    }
}
