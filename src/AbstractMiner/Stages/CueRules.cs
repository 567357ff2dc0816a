using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>A drug at its place, with the list that it stands in.</summary>
internal readonly record struct DrugScene(string Text, List<DrugCandidate> Candidates, int Index, int Head, int Tail)
{
    public DrugCandidate Drug => Candidates[Index];

    /// <summary>The drug before it in the same section.</summary>
    public DrugCandidate? Previous => Index > 0 && Candidates[Index - 1].Section == Drug.Section ? Candidates[Index - 1] : null;

    /// <summary>The words right before the list.</summary>
    public ReadOnlySpan<char> Before => DrugContext.Before(Text, Drug.Sentence, Candidates[Head].Span.Start);

    /// <summary>The words right behind the list.</summary>
    public ReadOnlySpan<char> After => DrugContext.After(Text, Drug.Sentence, Candidates[Tail].Span.End);

    public ReadOnlySpan<char> Sentence => Drug.Sentence.In(Text);

    /// <summary>The sentence up to the drug.</summary>
    public ReadOnlySpan<char> Lead => Text.AsSpan(Drug.Sentence.Start, Math.Max(0, Drug.Span.Start - Drug.Sentence.Start));

    /// <summary>The sentence behind the drug.</summary>
    public ReadOnlySpan<char> Rest => Text.AsSpan(Drug.Span.End, Math.Max(0, Drug.Sentence.End - Drug.Span.End));

    /// <summary>The sentence named the drug before: "2 mg of A was compared with 5 mg of A".</summary>
    public bool IsNamedAgain
    {
        get
        {
            for (int i = Index - 1; i >= 0 && Candidates[i].Sentence == Drug.Sentence; i--)
            {
                if (Candidates[i].Name == Drug.Name && Drug.Span.Start - Candidates[i].Span.End > 2)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public bool IsChoice => DrugLists.IsAlternative(Text, Candidates, Head, Tail);

    /// <summary>An aim that ends the introduction is one all the same.</summary>
    public SectionKind Section => Drug.Section == SectionKind.Background && DrugSentences.Aim.Fits(Sentence) ? SectionKind.Objective : Drug.Section;
}

/// <summary>What the words beside a drug say of it, seen in the light of where they stand: "patients receiving A" are background in the methods and an arm in the results.</summary>
internal static class CueRules
{
    /// <param name="From">The cues that the rule corrects.</param>
    /// <param name="In">The sections that it reads.</param>
    private sealed record Rule(RoleCue[] From, SectionKind[] In, Func<DrugScene, bool> Fits, RoleCue To);

    private static readonly SectionKind[] Aims = [SectionKind.Title, SectionKind.Objective];
    private static readonly SectionKind[] Reports = [SectionKind.Methods, SectionKind.Results, SectionKind.Other];
    private static readonly SectionKind[] AllButTitle = [.. Enum.GetValues<SectionKind>().Where(section => section != SectionKind.Title)];
    private static readonly SectionKind[] All = Enum.GetValues<SectionKind>();

    /// <summary>The first that fits decides.</summary>
    private static readonly Rule[] Rules =
    [
        // "After platin-based induction".
        new([RoleCue.Background], All, scene => DrugRoles.BasedAfter.Fits(scene.After) && DrugRoles.AfterBefore.Fits(scene.Before), RoleCue.Prior),

        new([RoleCue.None, RoleCue.Given, RoleCue.Dosed, RoleCue.Studied], All, DrugArms.IsOpposed, RoleCue.Comparator),

        new([RoleCue.Comparator], All, scene => scene.IsNamedAgain, RoleCue.None),

        // "Patients receiving A or B", "sedation with A": what a title tells as a choice or a means is studied.
        new([RoleCue.Background], [SectionKind.Title], scene => scene.IsChoice || (scene.Previous is null && DrugRoles.MeansBefore.Fits(scene.Before)), RoleCue.Studied),

        new([RoleCue.None, RoleCue.Given, RoleCue.Dosed], Reports, scene => DrugSentences.Besides.Fits(scene.Sentence), RoleCue.Background),

        // "All patients received A, B and C", "women scheduled for A were randomised to B".
        new([RoleCue.None, RoleCue.Given, RoleCue.Dosed, RoleCue.Studied], AllButTitle, scene => DrugSentences.AllReceived.Fits(scene.Lead)
            || (DrugSentences.ScheduledFor.Fits(scene.Lead) && DrugSentences.Randomised.Fits(scene.Rest) && !DrugSentences.Randomised.Fits(scene.Lead)), RoleCue.Background),

        new([RoleCue.None, RoleCue.Given, RoleCue.Background, RoleCue.Studied], Aims, scene => scene.Previous is { } previous && previous.Name != scene.Drug.Name && DrugRoles.UsingBefore.Fits(scene.Before), RoleCue.Background),
        new([RoleCue.Background], [SectionKind.Results], scene => DrugSentences.GroupBefore.Fits(scene.Before), RoleCue.None),
        new([RoleCue.None, RoleCue.Studied, RoleCue.Background], All, scene => DrugSentences.Excluded.Fits(scene.Sentence), RoleCue.Example),
        new([RoleCue.None], Reports, scene => DrugSentences.Randomised.Fits(scene.Lead), RoleCue.Studied),
        new([RoleCue.None, RoleCue.Given], Aims, scene => scene.Previous is not null && DrugRoles.ReceivingBefore.Fits(scene.Before), RoleCue.Background),
        new([RoleCue.None, RoleCue.Given], Aims, scene => DrugRoles.AfterBefore.Fits(scene.Before), RoleCue.Prior),
    ];

    public static RoleCue Corrected(RoleCue cue, SectionKind section, DrugScene scene)
    {
        foreach (Rule rule in Rules)
        {
            if (rule.From.Contains(cue) && rule.In.Contains(section) && rule.Fits(scene))
            {
                return rule.To;
            }
        }

        return cue;
    }
}
