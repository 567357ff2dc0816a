namespace AbstractMiner.Evaluation.PublicCorpora;

/// <summary>As many pairs of a label and a mined number as there can be, where both have one value and their places overlap.</summary>
internal static class Pairing
{
    /// <summary>The index of each label's number, or -1.</summary>
    public static int[] Of(IReadOnlyList<Label> labels, IReadOnlyList<MinedNumber> numbers)
    {
        int[] ofLabel = new int[labels.Count];
        int[] ofNumber = new int[numbers.Count];
        Array.Fill(ofLabel, -1);
        Array.Fill(ofNumber, -1);
        for (int label = 0; label < labels.Count; label++)
        {
            Place(label, new bool[numbers.Count]);
        }

        return ofLabel;

        // Gives a label a number, and the label that had it another one.
        bool Place(int label, bool[] tried)
        {
            for (int number = 0; number < numbers.Count; number++)
            {
                if (tried[number] || !Same(labels[label], numbers[number]))
                {
                    continue;
                }

                tried[number] = true;
                if (ofNumber[number] < 0 || Place(ofNumber[number], tried))
                {
                    (ofNumber[number], ofLabel[label]) = (label, number);
                    return true;
                }
            }

            return false;
        }
    }

    public static bool Same(Label label, MinedNumber number) => label.Value == number.Value && label.Span.Overlaps(number.Span);
}
