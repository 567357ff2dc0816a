using AbstractMiner.Patterns;

namespace AbstractMiner.Stages;

/// <summary>The arithmetic of counts: "20 patients (16 men and 4 women)" is a whole with the parts that add up to it.</summary>
internal static class SubjectCountSums
{
    /// <summary>Of a count of one sex beside a count of the other.</summary>
    public const string BothSexes = "men and women";

    /// <summary>Sums: a whole is followed by parts that add up to it.</summary>
    public static void Describe(string text, List<DescribedCount> all, int i, string[] rules, FeatureText features)
    {
        SubjectCount count = all[i].Count;
        for (int from = i + 1; from <= i + 4; from++)
        {
            if (SumEnd(all, count.Value, from) is > 0 and var end)
            {
                // 20 (16 men and 4 women) is a whole, but not of arms.
                string parts = all.GetRange(from, end - from).TrueForAll(IsSex) ? "sum of the sexes" : "sum of the next";
                features.Add(parts);
                features.Add($"{parts} {count.Form}");
                break;
            }
        }

        if (WholeOf(all, i) is { } whole)
        {
            features.Add($"part of a sum: {rules[whole]}");
            features.Add("part of a sum");
            features.Add($"part of a sum {count.Form}");
            features.Add(all[i].Tokens.Exists(token => token.Is(StudyWord.Assign)) ? "part of a sum in a sentence that assigns" : "part of a sum in another sentence");
        }

        int same = all.FindIndex(other => other.Count.Value == count.Value);
        if (same < i && count.Value > 3)
        {
            features.Add("said before");
        }

        int siblings = all.Count(other => other.Sentence == all[i].Sentence && other.Count.Form == count.Form && other.Count.Depth > 0 == count.Depth > 0);
        features.Add($"siblings {count.Form} {Math.Min(siblings, 3)}");
        if (count.Noun >= 0 && all[i].Tokens[count.Noun].Is(StudyWord.Sex) && all.Exists(other => other != all[i] && other.Sentence == all[i].Sentence && other.Count.Noun >= 0 && Math.Abs(other.Count.Index - count.Index) <= 6
            && other.Tokens[other.Count.Noun].Is(StudyWord.Sex)))
        {
            features.Add(BothSexes);
        }

        if (all.Exists(other => other != all[i] && other.Sentence == all[i].Sentence && other.Count.Value == count.Value))
        {
            features.Add("twin in the sentence");
        }
    }

    private static bool IsSex(DescribedCount described) =>
        described.Count.Form is CountForm.Sex || (described.Count.Noun >= 0 && described.Tokens[described.Count.Noun].Is(StudyWord.Sex));

    /// <summary>The count before that this one and its neighbours add up to, or null.</summary>
    public static int? WholeOf(List<DescribedCount> all, int i)
    {
        for (int w = i - 1; w >= Math.Max(0, i - 12); w--)
        {
            for (int from = w + 1; from <= Math.Min(i, w + 4); from++)
            {
                if (SumEnd(all, all[w].Count.Value, from) > i)
                {
                    return w;
                }
            }
        }

        return null;
    }

    /// <summary>The place after the counts from <paramref name="from"/> on that add up to a whole, or 0.</summary>
    private static int SumEnd(List<DescribedCount> all, int whole, int from)
    {
        int sum = 0;
        for (int k = from; k < all.Count && k < from + 6 && all[k].Sentence - all[from].Sentence <= 1; k++)
        {
            sum += all[k].Count.Value;
            if (sum == whole && k > from)
            {
                return k + 1;
            }

            if (sum >= whole)
            {
                return 0;
            }
        }

        return 0;
    }
}
