namespace AbstractMiner.Stages.Linking;

/// <summary>What an outcome is about, as far as its time depends on it: survival is followed over the whole study, a laboratory value is not.</summary>
internal static class OutcomeTopics
{
    public static readonly string[] Names = ["other", "survival", "adverse event", "response", "change", "duration"];

    private static readonly string[][] Marks =
    [
        [],
        ["survival", "mortality", "death", "PFS", "OS", "DFS", "progression", "died"],
        ["advers", "toxic", "side effect", "AEs", "withdr", "discontinu", "nausea", "anemia", "anaemia", "neutropenia"],
        ["respon", "remission", "cure", "eradication", "success", "achiev"],
        ["change", "reduc", "decrease", "increase", "improve", "loss", "gain"],
        ["time to", "duration", "length of", "time required"],
    ];

    public static int Of(ReadOnlySpan<char> outcome)
    {
        for (int topic = 1; topic < Marks.Length; topic++)
        {
            foreach (string mark in Marks[topic])
            {
                if (outcome.Contains(mark, char.IsUpper(mark[0]) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase))
                {
                    return topic;
                }
            }
        }

        return 0;
    }
}
