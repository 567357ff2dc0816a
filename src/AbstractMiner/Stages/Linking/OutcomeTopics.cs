using System.Buffers;

namespace AbstractMiner.Stages.Linking;

/// <summary>What an outcome is about, as far as its time depends on it: survival is followed over the whole study, a laboratory value is not.</summary>
internal static class OutcomeTopics
{
    public static readonly string[] Names = ["other", "survival", "adverse event", "response", "change", "duration"];

    private static readonly (SearchValues<string> Words, SearchValues<string> Acronyms)[] Marks =
    [
        Of(["survival", "mortality", "death", "progression", "died"], "PFS", "OS", "DFS"),
        Of(["advers", "toxic", "side effect", "withdr", "discontinu", "nausea", "anemia", "anaemia", "neutropenia"], "AEs"),
        Of(["respon", "remission", "cure", "eradication", "success", "achiev"]),
        Of(["change", "reduc", "decrease", "increase", "improve", "loss", "gain"]),
        Of(["time to", "duration", "length of", "time required"]),
    ];

    /// <returns>The place in <see cref="Names"/>.</returns>
    public static int Of(ReadOnlySpan<char> outcome)
    {
        for (int i = 0; i < Marks.Length; i++)
        {
            if (outcome.ContainsAny(Marks[i].Words) || outcome.ContainsAny(Marks[i].Acronyms))
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static (SearchValues<string> Words, SearchValues<string> Acronyms) Of(ReadOnlySpan<string> words, params ReadOnlySpan<string> acronyms) =>
        (SearchValues.Create(words, StringComparison.OrdinalIgnoreCase), SearchValues.Create(acronyms, StringComparison.Ordinal));
}
