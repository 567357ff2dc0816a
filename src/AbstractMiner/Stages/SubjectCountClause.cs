using AbstractMiner.Patterns;

namespace AbstractMiner.Stages;

/// <summary>The clause of a count: who is enrolled, assigned or analysed stands beside the verb that says so.</summary>
internal static class SubjectCountClause
{
    /// <summary>The nearest verbs before and after, outside of brackets.</summary>
    public static void Describe(string text, SubjectCount count, List<StudyToken> tokens, FeatureText features)
    {
        int depth = 0;
        string after = "";
        for (int k = count.After, steps = 0; k < tokens.Count && steps < 25 && after.Length == 0; k++)
        {
            StudyToken token = tokens[k];
            depth += token.Kind is StudyTokenKind.Open ? 1 : token.Kind is StudyTokenKind.Close ? -1 : 0;
            if (depth > 0)
            {
                continue;
            }

            if (token.Kind is StudyTokenKind.Semicolon)
            {
                break;
            }

            steps++;
            after = SubjectCountWords.VerbClass(token);
            if (after.Length > 0)
            {
                features.Add($"verb after {after}");
                features.Add($"verb after={SubjectCountWords.Word(text, tokens, k)}");
                features.Add($"verb after {after} {(steps <= 4 ? "near" : "far")} {count.Form}");
            }
        }

        if (after.Length == 0)
        {
            features.Add("no verb after");
        }

        depth = 0;
        string before = "";
        for (int k = count.Index - 1, steps = 0; k >= 0 && steps < 15 && before.Length == 0; k--)
        {
            StudyToken token = tokens[k];
            if (token.Kind is StudyTokenKind.Semicolon)
            {
                break;
            }

            steps++;
            before = SubjectCountWords.VerbClass(token);
            if (before.Length > 0)
            {
                features.Add($"verb before {before}");
                features.Add($"verb before={SubjectCountWords.Word(text, tokens, k)}");
                features.Add($"verb before {before} {(steps <= 4 ? "near" : "far")} {count.Form}");
            }
        }

        features.Add($"verbs {before}>{after}");
        features.Add($"verbs {before}>{after} {count.Form}");
        for (int k = count.Index - 1; k >= Math.Max(0, count.Index - 6); k--)
        {
            if (SubjectCounts.Says(text, tokens, k, "total") || SubjectCounts.Says(text, tokens, k, "overall") || SubjectCounts.Says(text, tokens, k, "remaining") || SubjectCounts.Says(text, tokens, k, "other")
                || SubjectCounts.Says(text, tokens, k, "another") || SubjectCounts.Says(text, tokens, k, "each") || SubjectCounts.Says(text, tokens, k, "all") || SubjectCounts.Says(text, tokens, k, "size") || SubjectCounts.Says(text, tokens, k, "only"))
            {
                features.Add($"near before {SubjectCountWords.Word(text, tokens, k)}");
            }
        }

        for (int k = count.After; k < Math.Min(tokens.Count, count.After + 4); k++)
        {
            if (SubjectCounts.Says(text, tokens, k, "each") || SubjectCounts.Says(text, tokens, k, "respectively") || SubjectCounts.Says(text, tokens, k, "per"))
            {
                features.Add($"near after {SubjectCountWords.Word(text, tokens, k)}");
            }
        }

        for (int k = Math.Max(0, count.Index - 6); k < Math.Min(tokens.Count, count.After + 5); k++)
        {
            if (tokens[k].Is(StudyWord.Plan))
            {
                features.Add("planned near");
                break;
            }
        }

        if (SubjectCounts.At(tokens, count.After).Is(StudyWord.Plan) || SubjectCounts.Says(text, tokens, count.After, "planned") || SubjectCounts.At(tokens, count.Index - 1).Is(StudyWord.Plan) || SubjectCounts.At(tokens, count.Index - 2).Is(StudyWord.Plan)
            || (SubjectCounts.At(tokens, count.Index - 1).Is(StudyWord.Enrol) && SubjectCounts.At(tokens, count.Index - 3).Is(StudyWord.Plan)) || (count.Form is CountForm.Equals && SubjectCounts.At(tokens, count.Index - 4).Is(StudyWord.Plan)))
        {
            features.Add("planned beside");
        }

        if (tokens.Exists(token => token.Is(StudyWord.Assign)))
        {
            features.Add("assigned in the sentence");
        }

        if (SubjectCounts.At(tokens, count.After).Is(StudyWord.ArmName) || SubjectCounts.At(tokens, count.After + 1).Is(StudyWord.ArmName))
        {
            features.Add("name of an arm follows");
        }

        if (SubjectCounts.At(tokens, count.Index - 2).Is(StudyWord.Group))
        {
            features.Add($"group {SubjectCountWords.Word(text, tokens, count.Index - 1)} N");
        }

        if (SubjectCounts.InGroup(text, tokens, count.After))
        {
            features.Add("in a group");
        }
    }
}
