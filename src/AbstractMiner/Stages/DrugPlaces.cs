using AbstractMiner.Annotation;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>One place of a drug.</summary>
/// <param name="Section">That of the text, but for an aim that ends the introduction.</param>
/// <param name="Cue">What the words beside it, or beside the list that it stands in, say of its part in the study.</param>
/// <param name="IsAlternative">It is the other choice of its list: B of "A or B".</param>
/// <param name="IsFirstChoice">It is the first: A.</param>
internal readonly record struct DrugPlace(SectionKind Section, RoleCue Cue, bool IsAlternative, bool IsFirstChoice);

/// <summary>A name of the text as the drug that it stands for; a combination gives one for each of its parts.</summary>
/// <param name="IsRepeated">It only says the name before it again, in brackets.</param>
internal sealed record PlacedDrug(DrugCandidate Candidate, string Name, DrugPlace Place, bool IsRepeated);

/// <summary>Reads the places of the drugs of an abstract and settles the part that each drug plays.</summary>
internal static class DrugPlaces
{
    public static List<PlacedDrug> Of(AnnotatedAbstract doc, List<DrugCandidate> candidates)
    {
        string text = doc.Text.Text;
        List<PlacedDrug> named = [];
        for (int i = 0; i < candidates.Count; i++)
        {
            DrugCandidate candidate = candidates[i];
            DrugPlace place = PlaceOf(text, candidates, i);
            if (place.Cue == RoleCue.None && i > 0 && candidates[i - 1].Sentence == candidate.Sentence && candidate.Span.Start - candidates[i - 1].Span.End == 2 && text[candidate.Span.Start - 1] == '(')
            {
                // What stands in brackets behind a drug, "docetaxel and cyclophosphamide (TC)", is told of by the same words.
                place = named[^1].Place with { Section = place.Section };
            }
            else if (place.Cue == RoleCue.None && candidate.IsClass && i > 0 && candidates[i - 1].Span.End <= candidate.Span.Start
                && text.AsSpan(candidates[i - 1].Span.End, candidate.Span.Start - candidates[i - 1].Span.End) is " " or "-based ")
            {
                place = place with { Cue = named[^1].Place.Cue }; // "receiving TAC chemotherapy"
            }

            bool isRepeated = i > 0 && candidates[i - 1].Name == candidate.Name && candidate.Span.Start - candidates[i - 1].Span.End <= 2 && text[candidate.Span.Start - 1] == '(';
            string[] names = candidate.Concept?["parts"] is { Length: > 0 } parts ? parts.Split('|') : [candidate.Name];
            named.AddRange(names.Select(name => new PlacedDrug(candidate, name, place, isRepeated)));
        }

        return named;
    }

    private static DrugPlace PlaceOf(string text, List<DrugCandidate> candidates, int index)
    {
        (int head, int tail) = DrugLists.ListAround(text, candidates, index);
        DrugScene scene = new(text, candidates, index, head, tail);
        SectionKind section = scene.Section;
        RoleCue cue = DrugRoles.At(text, scene.Drug.Sentence, scene.Drug.Span, candidates[head].Span, candidates[tail].Span);
        bool isAlternative = !scene.IsNamedAgain && (DrugLists.IsAlternative(text, candidates, head, index) || DrugArms.IsOtherChoice(scene) || DrugRoles.OtherChoiceBefore.Fits(scene.Before)
            || (DrugSentences.SecondGroupBefore.Fits(scene.Before) && candidates.FindIndex(other => !other.IsClass && other.Name != scene.Drug.Name) is >= 0 and var first && first < index));
        return new DrugPlace(section, CueRules.Corrected(cue, section, scene), isAlternative, !isAlternative && scene.IsChoice);
    }

    /// <summary>The role of each drug by its name, with the further roles that some place states.</summary>
    public static Dictionary<string, (DrugRole Main, DrugVotes Votes)> Roles(AnnotatedAbstract doc, List<PlacedDrug> named)
    {
        Dictionary<string, (DrugVotes Votes, string? Members)> drugs = [];
        foreach (PlacedDrug one in named)
        {
            if (!drugs.TryGetValue(one.Name, out (DrugVotes Votes, string? Members) drug))
            {
                drugs.Add(one.Name, drug = (new DrugVotes(one.Candidate.IsClass), one.Candidate.Concept?["members"]));
            }

            if (!one.IsRepeated)
            {
                drug.Votes.Add(one.Place);
            }
        }

        HashSet<string> aims = [.. drugs.Where(drug => drug.Value.Votes is { IsAim: true, IsClass: false }).Select(drug => drug.Key)];
        int most = aims.Count > 0 ? int.MaxValue : drugs.Values.Where(drug => !drug.Votes.IsClass).Select(drug => drug.Votes.Weight).DefaultIfEmpty(int.MaxValue).Max();
        bool cells = doc.Of<CellMention>().Any();
        return drugs.ToDictionary(drug => drug.Key, drug =>
        {
            DrugVotes votes = drug.Value.Votes;
            bool othersAimed = cells || aims.Count > (aims.Contains(drug.Key) ? 1 : 0);
            bool isStudied = !votes.IsClass && votes.Weight >= most && !cells;
            DrugRole role = votes.Main(othersAimed || (aims.Count == 0 && !isStudied), othersAimed, isStudied);
            if (votes.IsClass && role is DrugRole.Intervention or DrugRole.Background && !votes.IsGivenBeside && aims.Any(aim => DrugSense.IsMember(aim, drug.Value.Members)))
            {
                role = DrugRole.Intervention; // the study's own drug is one of them
            }

            return (role, votes);
        });
    }
}
