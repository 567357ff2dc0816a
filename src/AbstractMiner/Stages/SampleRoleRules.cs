namespace AbstractMiner.Stages;

/// <summary>
/// The role that the guideline's wording gives to a count at first sight, by the facts of <see cref="SubjectCountFeatures"/>.
/// The model takes it as one fact among the others, and overrules it where the words beside it speak otherwise.
/// </summary>
internal static class SampleRoleRules
{
    public static string Role(FeatureText facts, SubjectCount count)
    {
        bool Any(params ReadOnlySpan<string> names)
        {
            foreach (string name in names)
            {
                if (facts.Contains(name))
                {
                    return true;
                }
            }

            return false;
        }

        bool VerbNear(string kind) => facts.Contains($"verb after {kind} near {count.Form}");

        bool later = Any("under one before");
        if (Any("part of N"))
        {
            return SampleSizeTagger.None;
        }

        if (Any("planned beside") || (Any("planned near") && !VerbNear("enrol") && !VerbNear("assign")))
        {
            return "other";
        }

        if (VerbNear("screen") || Any($"verb before screen near {count.Form}"))
        {
            return "screened";
        }

        if (count.Form is CountForm.Sex || Any("men and women") || (Any("sex alone") && count.Depth > 0))
        {
            return "subgroup";
        }

        if (Any("part of a sum: analysed", "label ends analysis", "label ends analyses"))
        {
            return "analysed";
        }

        return count.Form switch
        {
            CountForm.Equals => Bracketed(),
            CountForm.Label => !Any("part of a sum") ? Any("name of an arm follows") && Any("assigned in the sentence") ? "arm" : SampleSizeTagger.None
                : Any("part of a sum in a sentence that assigns", "name of an arm follows") ? "arm" : "subgroup",
            CountForm.Verb => Elliptic(),
            _ => Named(),
        };

        string Bracketed()
        {
            if (Any("label of an event"))
            {
                return SampleSizeTagger.None;
            }

            if (Any("sum of the next") || (Any("label of subjects") && !later && !Any("siblings Equals 2", "siblings Equals 3")))
            {
                return "total";
            }

            bool several = Any("siblings Equals 2", "siblings Equals 3");
            return Any("label of a group", "label of an arm", "part of a sum in a sentence that assigns", "assigned in the sentence") || several ? "arm" : Any("said before") ? "total" : "subgroup";
        }

        string Elliptic() =>
            Any("in a group", "group groups N") ? "arm"
            : VerbNear("analyse") ? "analysed"
            : VerbNear("event") ? SampleSizeTagger.None
            : VerbNear("treat") ? "arm"
            : later || Any("siblings Verb 2", "siblings Verb 3", "after=to") ? Any("siblings Verb 1") && !Any("after=to") && Any("verb after assign", "verb after enrol") ? "total" : "arm"
            : "total";

        string Named()
        {
            bool event_ = VerbNear("event") || Any("verb after event");
            if (Any("in a group", "near after each", "near before each") || Any("before2=groups of", "before2=group of"))
            {
                return "arm";
            }

            if (Any("sum of the next", "part of the N", "clause begins of the N", "clause begins of N", "near before all") && !Any("modifier analyse"))
            {
                return Any("part of the N") && later && !Any("said before") ? "arm" : "total";
            }

            if (VerbNear("analyse") || Any("modifier analyse"))
            {
                return later || !Any("largest") ? "analysed" : "total";
            }

            if (Any("none before", "above all before"))
            {
                return VerbNear("event") && Any("percent follows", "percent after noun") ? SampleSizeTagger.None : "total";
            }

            if (Any("said before") && Any("largest"))
            {
                return "total";
            }

            if (VerbNear("event") || (event_ && Any("percent follows", "percent after noun")))
            {
                return SampleSizeTagger.None;
            }

            return VerbNear("treat") || VerbNear("assign") ? "arm" : "subgroup";
        }
    }
}
