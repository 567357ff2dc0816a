using System.Buffers;
using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Groups;

/// <summary>Seeks the names that an abstract gives its arms wherever the text repeats them, with the doses that belong to them.</summary>
internal sealed class GroupLabels(GroupNames names)
{
    private static readonly string[] DoseUnits = [" mg ", " g ", " IU ", " mcg ", " μg ", "mg "];
    private static readonly string[] Joints = [" and ", " or ", " vs ", " vs. ", " versus ", ", "];
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    public void Read()
    {
        foreach (SampleSizeMention size in names.Doc.Of<SampleSizeMention>())
        {
            if (size is { Role: SampleRole.Arm, Group: { } label })
            {
                names.AddLabel(label);
            }
        }

        foreach (AbbreviationMention abbreviation in names.Doc.Of<AbbreviationMention>())
        {
            if (names.Labels.Exists(label => label.Overlaps(abbreviation.LongForm) && label.End >= abbreviation.LongForm.End))
            {
                names.AddLabel(abbreviation.Span);
            }
        }

        foreach (DrugMention drug in names.Doc.Of<DrugMention>())
        {
            names.Add(drug.Span, "group.drug", 0.5);
            if (drug.Role is DrugRole.Intervention or DrugRole.Comparator)
            {
                names.AddLabel(drug.Span);
            }
        }

        Recurring();
        Companions();
    }

    /// <summary>The labels wherever the text repeats them.</summary>
    private void Recurring()
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (AbbreviationMention abbreviation in names.Doc.Of<AbbreviationMention>())
        {
            if (!names.Labels.Exists(label => label.Overlaps(abbreviation.LongForm)) && !names.All.Exists(name => !name.Weak && name.Span.Overlaps(abbreviation.LongForm)))
            {
                seen.Add(abbreviation.Span.Of(names.Text)); // an outcome: "time to progression (TTP)"
            }
        }

        for (int i = 0; i < names.Labels.Count; i++)
        {
            string name = names.Labels[i].Of(names.Text);
            if (!name.AsSpan().ContainsAny(Letters) || name.Contains('=', StringComparison.Ordinal) || (name.Length < 2 && !char.IsUpper(name[0])) || (GroupWords.Generic.Holds(name) && !char.IsUpper(name[0])) || !seen.Add(name))
            {
                continue;
            }

            string text = name.Length < 4 || name.AsSpan(1).ContainsAnyInRange('A', 'Z') ? names.Text : names.Doc.Capitals;
            string sought = names.Labels[i].Of(text);
            for (int at = text.IndexOf(sought, StringComparison.Ordinal); at >= 0; at = text.IndexOf(sought, at + name.Length, StringComparison.Ordinal))
            {
                TextSpan span = new(at, at + name.Length);
                if (StandsAlone(span) && (name.Length > 1 || IsLabelUse(span)))
                {
                    names.Add(WithDose(span), "group.label", 0.8);
                }
            }
        }
    }

    /// <summary>What stands beside a known name in a list may be a name too: "Endobutton and Rigidfix".</summary>
    private void Companions()
    {
        for (int i = names.All.Count - 1; i >= 0; i--)
        {
            if (names.All[i].Weak)
            {
                continue;
            }

            foreach (string joint in Joints)
            {
                int start = names.All[i].Span.End + joint.Length;
                if (start < names.Text.Length && names.Text.AsSpan(names.All[i].Span.End).StartsWith(joint, StringComparison.Ordinal) && WordEnd(start) is var end && end > start + 1)
                {
                    names.Add(new TextSpan(start, end), "group.phrase", 0.5, weak: true);
                }

                int last = names.All[i].Span.Start - joint.Length;
                if (last > 0 && names.Text.AsSpan(0, names.All[i].Span.Start).EndsWith(joint, StringComparison.Ordinal) && WordStart(last) is var first && first < last - 1)
                {
                    names.Add(new TextSpan(first, last), "group.phrase", 0.5, weak: true);
                }
            }
        }
    }

    private int WordEnd(int start)
    {
        int end = start;
        while (end < names.Text.Length && (char.IsLetterOrDigit(names.Text[end]) || names.Text[end] is '-' or '/' or '+'))
        {
            end++;
        }

        return IsNameWord(start, end) ? end : start;
    }

    private int WordStart(int end)
    {
        int start = end;
        while (start > 0 && (char.IsLetterOrDigit(names.Text[start - 1]) || names.Text[start - 1] is '-' or '/' or '+'))
        {
            start--;
        }

        return IsNameWord(start, end) ? start : end;
    }

    private bool IsNameWord(int start, int end) =>
        end > start && names.Text.AsSpan(start, end - start).ContainsAny(Letters) && Tokens.In(names.Text, new TextSpan(start, end)) is [{ Class: WordClass.Word }] && !GroupWords.Generic.Holds(names.Text.AsSpan(start..end));

    /// <summary>"50 mg tramadol", "duloxetine 40 mg": the dose belongs to the name of an arm; "50 and 100 mg tramadol" are two.</summary>
    private TextSpan WithDose(TextSpan name)
    {
        ReadOnlySpan<char> before = names.Text.AsSpan(0, name.Start);
        foreach (string unit in DoseUnits)
        {
            if (before.EndsWith(unit, StringComparison.Ordinal))
            {
                int start = NumberStart(name.Start - unit.Length);
                if (start < name.Start - unit.Length)
                {
                    ReadOnlySpan<char> joint = names.Text.AsSpan(0, start);
                    foreach (string and in Joints)
                    {
                        if (joint.EndsWith(and, StringComparison.Ordinal) && NumberStart(start - and.Length) is var other && other < start - and.Length)
                        {
                            names.Add(new TextSpan(other, start - and.Length), "group.dose", 0.8);
                        }
                    }

                    return new TextSpan(start, name.End);
                }
            }
        }

        int end = name.End + 1;
        while (end < names.Text.Length && (char.IsAsciiDigit(names.Text[end]) || names.Text[end] is '.' or ','))
        {
            end++;
        }

        if (end > name.End + 1 && name.End < names.Text.Length && names.Text[name.End] == ' ')
        {
            foreach (string unit in DoseUnits)
            {
                if (names.Text.AsSpan(end).StartsWith(unit.AsSpan().TrimEnd(), StringComparison.Ordinal))
                {
                    return new TextSpan(name.Start, end + unit.Length - 1);
                }
            }
        }

        return names.Text.AsSpan(name.End).StartsWith(" alone", StringComparison.Ordinal) ? new TextSpan(name.Start, name.End + 6) : name;
    }

    private int NumberStart(int end)
    {
        int start = end;
        while (start > 0 && (char.IsAsciiDigit(names.Text[start - 1]) || names.Text[start - 1] is '.' or ','))
        {
            start--;
        }

        return start;
    }

    private bool StandsAlone(TextSpan span) =>
        (span.Start == 0 || !char.IsLetterOrDigit(names.Text[span.Start - 1])) && (span.End == names.Text.Length || !char.IsLetterOrDigit(names.Text[span.End])
        || (char.IsLower(names.Text[span.End - 1]) && char.IsUpper(names.Text[span.End])))
        && !(span.Start > 1 && names.Text[span.Start - 1] is '/' or '+' or '-' && char.IsLetterOrDigit(names.Text[span.Start - 2]))
        && !(span.End + 1 < names.Text.Length && names.Text[span.End] is '/' or '+' && char.IsLetterOrDigit(names.Text[span.End + 1]));

    private bool IsLabelUse(TextSpan span)
    {
        ReadOnlySpan<char> after = names.Text.AsSpan(span.End).TrimStart();
        return after.IsEmpty || !char.IsLetterOrDigit(after[0]) || after.StartsWith("vs", StringComparison.Ordinal) || after.StartsWith("and ", StringComparison.Ordinal)
            || after.StartsWith("than", StringComparison.Ordinal) || after.StartsWith("arm", StringComparison.Ordinal) || after.StartsWith("group", StringComparison.Ordinal);
    }
}
