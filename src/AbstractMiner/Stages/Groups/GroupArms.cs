using System.Runtime.InteropServices;
using AbstractMiner.Annotation;
using AbstractMiner.Stages.Linking;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Groups;

/// <summary>Settles the names of an abstract: one mention a place, and mentions of one arm share its number.</summary>
internal static class GroupArms
{
    public static List<GroupMention> Settle(GroupNames names)
    {
        Dictionary<string, string> expanded = Expanded(names.Doc);
        AddDefined(expanded, names);
        string[] keys = [.. names.All.Select(name => KeyOf(name.Span))];
        Strengthen(names.All, keys);
        List<GroupName> all = names.All;
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(order, (a, b) => all[a].Span.CompareTo(all[b].Span) is var place and not 0 ? place
            : all[b].Confidence.CompareTo(all[a].Confidence) is var surer and not 0 ? surer : a.CompareTo(b));
        List<int> kept = [];
        foreach (int at in order)
        {
            GroupName name = all[at];
            if (kept.Count == 0 || all[kept[^1]] is var last && !last.Span.Overlaps(name.Span))
            {
                kept.Add(at);
            }
            else if ((name.Span.Length > last.Span.Length && name.Confidence >= last.Confidence) || (last.Weak && !name.Weak))
            {
                kept[^1] = at;
            }
        }

        Dictionary<string, int> arms = new(StringComparer.Ordinal);
        List<GroupMention> mentions = new(kept.Count);
        foreach (int at in kept)
        {
            if (!arms.TryGetValue(keys[at], out int arm))
            {
                arms.Add(keys[at], arm = arms.Count);
            }

            mentions.Add(new GroupMention(all[at].Span, all[at].Rule, all[at].Confidence, arm));
        }

        return mentions;

        string KeyOf(TextSpan span)
        {
            string key = GroupKey.Of(span.In(names.Text));
            return expanded.GetValueOrDefault(key, key);
        }
    }

    /// <summary>A short form that the text defines is the name that it stands for.</summary>
    private static Dictionary<string, string> Expanded(AnnotatedAbstract doc)
    {
        Dictionary<string, string> expanded = new(StringComparer.Ordinal);
        foreach (AbbreviationMention abbreviation in doc.Of<AbbreviationMention>())
        {
            expanded.TryAdd(GroupKey.Of(abbreviation.Span.In(doc.Text.Text)), GroupKey.Of(abbreviation.LongForm.In(doc.Text.Text)));
            expanded.TryAdd(GroupKey.Of(doc.Text.Text.AsSpan(abbreviation.LongForm.Start, abbreviation.Span.End - abbreviation.LongForm.Start)), GroupKey.Of(abbreviation.LongForm.In(doc.Text.Text)));
        }

        return expanded;
    }

    /// <summary>"levofloxacin (group L, n = 30)", "group 2 (saline)": two names of one arm.</summary>
    private static void AddDefined(Dictionary<string, string> expanded, GroupNames names)
    {
        string text = names.Text;
        Dictionary<int, GroupName> starts = new(names.All.Count);
        foreach (GroupName name in names.All)
        {
            if (!name.Weak && (!starts.TryGetValue(name.Span.Start, out GroupName longer) || longer.Span.Length < name.Span.Length))
            {
                starts[name.Span.Start] = name;
            }
        }

        foreach (GroupName name in starts.Values)
        {
            if (text.AsSpan(name.Span.End).StartsWith(" (") && starts.TryGetValue(name.Span.End + 2, out GroupName other) && (IsLettered(name) != IsLettered(other))
                && other.Span.End < text.Length && text[other.Span.End] is ')' or ',' or ';' or ':')
            {
                (GroupName letter, GroupName full) = IsLettered(name) ? (name, other) : (other, name);
                expanded.TryAdd(GroupKey.Of(letter.Span.In(text)), GroupKey.Of(full.Span.In(text)));
            }
        }

        static bool IsLettered(GroupName name) => name.Rule is "group.letter";
    }

    /// <summary>A weak name is a group's where the text has it in such a place twice, or where it is a group's name elsewhere.</summary>
    private static void Strengthen(List<GroupName> all, string[] keys)
    {
        Dictionary<string, (int All, int Surer)> counts = new(keys.Length, StringComparer.Ordinal);
        for (int i = 0; i < keys.Length; i++)
        {
            // What is set against something ("than letrozole") is a group rather than an outcome ("for the MMSE").
            ref (int All, int Surer) count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, keys[i], out _);
            count.All++;
            count.Surer += !all[i].Weak || all[i].Rule == "group.against" ? 1 : 0;
        }

        for (int i = 0; i < all.Count; i++)
        {
            if (all[i].Weak && counts[keys[i]] is { All: > 1, Surer: > 0 })
            {
                all[i] = all[i] with { Rule = "group.recurring", Confidence = 0.75, Weak = false };
            }
        }
    }
}
