using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>A count with its sentence and the named features by which the model decides what it is a number of.</summary>
internal sealed record DescribedCount(SubjectCount Count, int Sentence, List<StudyToken> Tokens, FeatureText Features);

/// <summary>
/// Describes every count of an abstract by its surroundings: the words beside it, the verbs of its clause, its section, its
/// arithmetic (parts that add up to a whole, a number said before) and its place.
/// </summary>
internal static class SubjectCountFeatures
{
    public static List<DescribedCount> Of(AbstractText text, PerSentence<List<ScannedNumber>> allNumbers)
    {
        List<DescribedCount> all = [];
        for (int s = 0; s < text.Sentences.Length; s++)
        {
            Sentence sentence = text.Sentences[s];
            if (sentence.Language != Language.English || !IsRead(text, sentence) || !HasNumber(sentence.Span.In(text.Text)) || allNumbers[s] is not { Count: > 0 } numbers)
            {
                continue;
            }

            List<StudyToken> tokens = StudyTokens.Of(text.Text, sentence.Span, numbers);
            foreach (SubjectCount count in SubjectCounts.In(text.Text, tokens))
            {
                all.Add(new DescribedCount(count, s, tokens, new FeatureText()));
            }
        }

        // A bare number beside a label counts subjects only in a bracket or as a part of a sum.
        all.RemoveAll(described => described.Count is { Form: CountForm.Label, Depth: 0 } && SubjectCountSums.WholeOf(all, all.IndexOf(described)) is null);
        string[] rules = new string[all.Count];
        for (int i = 0; i < all.Count; i++)
        {
            rules[i] = Describe(text, all, i, rules);
        }

        for (int i = 0; i < all.Count; i++)
        {
            Neighbours(text.Text, all, rules, i);
        }

        return all;
    }

    private static bool IsRead(AbstractText text, Sentence sentence) => sentence.Section switch
    {
        SectionKind.Table => false,
        SectionKind.Authors or SectionKind.Affiliations or SectionKind.Identifier or SectionKind.Funding or SectionKind.Keywords or SectionKind.Disclosure or SectionKind.Matter => false,
        _ => text.Text.Length > 0,
    };

    /// <summary>Whether it may hold a number in digits or in small letters: a heading's capitals count nobody.</summary>
    private static bool HasNumber(ReadOnlySpan<char> sentence) => sentence.ContainsAnyInRange('0', '9') || sentence.IndexOfAny("onetwihsx") >= 0;

    private static string Describe(AbstractText text, List<DescribedCount> all, int i, string[] rules)
    {
        DescribedCount described = all[i];
        (SubjectCount count, int s, List<StudyToken> tokens, FeatureText features) = described;
        string words = text.Text;
        features.Add("bias");
        features.Add($"form={count.Form}");
        features.Add($"section={text.Sentences[s].Section}");
        features.Add(count.Value switch { 1 => "value=1", < 4 => "value<4", < 10 => "value<10", < 30 => "value<30", < 100 => "value<100", < 1000 => "value<1000", _ => "value>=1000" });
        if (count.Depth > 0)
        {
            features.Add("in bracket");
            features.Add($"in bracket {count.Form}");
        }

        Beside(words, count, tokens, features);
        SubjectCountClause.Describe(words, count, tokens, features);
        Label(words, count, tokens, features);
        SubjectCountSums.Describe(words, all, i, rules, features);
        Place(text, all, i, features);
        string rule = SampleRoleRules.Role(features, count);
        features.Add($"rule={rule}");
        features.Add($"rule={rule} {count.Form}");
        features.Add($"rule={rule} {text.Sentences[s].Section}");
        return rule;
    }

    /// <summary>The words directly before and after.</summary>
    private static void Beside(string text, SubjectCount count, List<StudyToken> tokens, FeatureText features)
    {
        int first = count.Form is CountForm.Equals ? count.Index - (SubjectCounts.At(tokens, count.Index - 1).Kind is StudyTokenKind.Equals or StudyTokenKind.Colon ? 2 : 1) : count.Index;
        CountWord before = SubjectCountWords.Word(text, tokens, first - 1);
        features.Add($"before={before}");
        features.Add($"before2={SubjectCountWords.Word(text, tokens, first - 2)} {before}");
        features.Add($"after={SubjectCountWords.Word(text, tokens, count.After)}");
        features.Add($"after2={SubjectCountWords.Word(text, tokens, count.After)} {SubjectCountWords.Word(text, tokens, count.After + 1)}");
        if (count.Noun >= 0)
        {
            StudyToken noun = tokens[count.Noun];
            features.Add($"noun={SubjectCountWords.Word(text, tokens, count.Noun)}");
            features.Add(noun.Is(StudyWord.Subject) ? "noun of subjects" : noun.Is(StudyWord.Specimen) ? "noun of specimens" : "noun of sex");
            if (noun.Is(StudyWord.Sex))
            {
                features.Add(count.Noun == count.Index + 1 ? "sex alone" : "sex with an adjective");
            }

            for (int k = count.Index + 1; k < count.Noun; k++)
            {
                string modifier = SubjectCountWords.VerbClass(tokens[k]);
                if (modifier.Length > 0)
                {
                    features.Add($"modifier {modifier}");
                }
                else
                {
                    features.Add($"modifier={SubjectCountWords.Word(text, tokens, k)}");
                }
            }
        }

        if (SubjectCounts.At(tokens, count.Index + 1).Kind is StudyTokenKind.Open)
        {
            int close = SubjectCounts.SkipBracket(tokens, count.Index + 1);
            if (tokens[close - 2 >= 0 ? close - 2 : 0].Kind is StudyTokenKind.Percent)
            {
                features.Add("percent follows");
            }
        }
        else if (SubjectCounts.At(tokens, count.After).Kind is StudyTokenKind.Open
            && SubjectCounts.At(tokens, SubjectCounts.SkipBracket(tokens, count.After) - 2).Kind is StudyTokenKind.Percent)
        {
            features.Add("percent after noun");
        }

        // "13 (52%) of [the] 25": the whole that a part is taken of
        bool the = before.Is("the") || before.Is("all");
        int of = first - (the ? 2 : 1);
        if (SubjectCounts.Says(text, tokens, of, "of") || SubjectCounts.Says(text, tokens, of, "among") || SubjectCounts.Says(text, tokens, of, "from"))
        {
            StudyToken part = SubjectCounts.At(tokens, of - 1);
            bool part2 = part.Kind is StudyTokenKind.Count or StudyTokenKind.Quantity or StudyTokenKind.Percent or StudyTokenKind.Close || SubjectCounts.Says(text, tokens, of - 1, "out");
            string article = the ? "the " : "";
            if (part2)
            {
                features.Add($"part of {article}N");
            }
            else if (of == 0 || part.Kind is StudyTokenKind.Other or StudyTokenKind.Semicolon)
            {
                features.Add($"clause begins of {article}N");
            }
            else
            {
                features.Add($"{SubjectCountWords.Word(text, tokens, of)} {article}N");
            }
        }

        if (SubjectCounts.Says(text, tokens, count.Index + 1, "of") || SubjectCounts.Says(text, tokens, SubjectCounts.SkipBracket(tokens, count.Index + 1), "of"))
        {
            features.Add("N of");
        }
    }

    /// <summary>What the words before the bracket, or around a bare number, name.</summary>
    private static void Label(string text, SubjectCount count, List<StudyToken> tokens, FeatureText features)
    {
        if (count.Form is CountForm.Noun or CountForm.Verb)
        {
            return;
        }

        StudyWord classes = StudyWord.None;
        CountWord last = default;
        int open = count.Index;
        while (open >= 0 && tokens[open].Kind is not StudyTokenKind.Open)
        {
            open--;
        }

        int bracketed = count.Index - open;
        for (int k = open - 1, steps = 0; k >= 0 && steps < 6; k--, steps++)
        {
            StudyToken token = tokens[k];
            if (token.Kind is not (StudyTokenKind.Word or StudyTokenKind.Other) || (steps > 0 && token.Is(StudyWord.Function) && !SubjectCounts.Says(text, tokens, k, "of") && !SubjectCounts.Says(text, tokens, k, "with")))
            {
                features.Add($"label begins {SubjectCountWords.Word(text, tokens, k)}");
                break;
            }

            last = steps == 0 ? SubjectCountWords.Word(text, tokens, k) : last;
            classes |= token.Classes;
        }

        features.Add($"label ends {last}");
        features.Add((classes & StudyWord.Group) != 0 ? "label of a group" : (classes & StudyWord.ArmName) != 0 ? "label of an arm" : (classes & StudyWord.Subject) != 0 ? "label of subjects"
            : (classes & StudyWord.Event) != 0 ? "label of an event" : "label of something");
        features.Add(bracketed <= 4 ? "first in its bracket" : "later in its bracket");
    }

    /// <summary>What the counts beside it in the sentence are at first sight: arms come in rows.</summary>
    private static void Neighbours(string text, List<DescribedCount> all, string[] rules, int i)
    {
        (SubjectCount count, int sentence, List<StudyToken> tokens, FeatureText features) = all[i];
        bool before = i > 0 && all[i - 1].Sentence == sentence;
        bool after = i + 1 < all.Count && all[i + 1].Sentence == sentence;
        features.Add($"rules {(before ? rules[i - 1] : "-")} {rules[i]} {(after ? rules[i + 1] : "-")}");
        if (before)
        {
            features.Add($"before {rules[i - 1]} {all[i - 1].Count.Form} {count.Form}");
        }
        else
        {
            features.Add("first in the sentence");
        }

        if (after)
        {
            features.Add($"after {rules[i + 1]} {all[i + 1].Count.Form} {count.Form}");
        }
        else
        {
            features.Add("last in the sentence");
        }

        if (after && all[i + 1].Count.Form == count.Form && (SubjectCounts.Says(text, tokens, all[i + 1].Count.Index - 1, "and") || SubjectCounts.Says(text, tokens, all[i + 1].Count.Index - 1, "or")))
        {
            features.Add($"and another {count.Form}");
        }

        if (after && Shared(text, all[i], all[i + 1]) is { } next)
        {
            features.Add($"next shares {next}");
            features.Add($"next shares {next} {count.Form} {all[i + 1].Count.Form}");
        }

        if (before && Shared(text, all[i - 1], all[i]) is { } last)
        {
            features.Add($"shares {last}");
            features.Add($"shares {last} {all[i - 1].Count.Form} {count.Form}");
        }

        foreach (string fact in (ReadOnlySpan<string>)["sum of the next", "part of a sum", "said before", "siblings Equals 1", "siblings Equals 2", "siblings Equals 3", "siblings Noun 2", "label of subjects", "label of a group", "percent follows", "percent after noun"])
        {
            if (features.Contains(fact))
            {
                features.Add($"rule={rules[i]} {fact}");
            }
        }
    }

    /// <summary>"40 were assigned <c>to</c> yoga and 41 <c>to</c> rest": the preposition that two counts of a sentence share, null for none.</summary>
    private static string? Shared(string text, DescribedCount one, DescribedCount other)
    {
        List<StudyToken> tokens = one.Tokens;
        if (other.Count.Index - one.Count.After is < 1 or > 16 || other.Count.Depth != one.Count.Depth)
        {
            return null;
        }

        foreach (string word in (ReadOnlySpan<string>)["to", "in", "with", "on"])
        {
            if (SubjectCounts.Says(text, tokens, other.Count.After, word)
                && Enumerable.Range(one.Count.After, other.Count.Index - one.Count.After).Any(at => SubjectCounts.Says(text, tokens, at, word)))
            {
                return word;
            }
        }

        return null;
    }

    private static void Place(AbstractText text, List<DescribedCount> all, int i, FeatureText features)
    {
        SubjectCount count = all[i].Count;
        int firstNoun = all.FindIndex(other => other.Count.Form is CountForm.Noun or CountForm.Verb or CountForm.Equals);
        if (i == firstNoun)
        {
            features.Add("first");
            features.Add($"first {count.Form}");
        }

        int largest = all.Max(other => other.Count.Form is CountForm.Label or CountForm.Sex ? 0 : other.Count.Value);
        features.Add(count.Value == largest ? "largest" : count.Value > largest ? "above the largest" : count.Value * 3 >= largest ? "under the largest" : "far under the largest");
        int largestBefore = 0;
        for (int k = 0; k < i; k++)
        {
            largestBefore = Math.Max(largestBefore, all[k].Count.Form is CountForm.Label or CountForm.Sex ? 0 : all[k].Count.Value);
        }

        features.Add(largestBefore == 0 ? "none before" : count.Value > largestBefore ? "above all before" : count.Value == largestBefore ? "equals the largest before" : "under one before");
        features.Add($"third {3 * count.Span.Start / Math.Max(1, text.Text.Length)}");
        if (all[i].Tokens[0].Span.Start == count.Span.Start || count.Index == 0)
        {
            features.Add("opens the sentence");
        }
    }
}
