using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace AbstractMiner.Stages.Linking;

/// <summary>What two names of one group have in common: their words without articles, heads and endings.</summary>
public static class GroupKey
{
    private static readonly FrozenSet<string> Idle = "the a an group groups arm arms cohort patients patient subjects participants women of in with treated receiving alone".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static string Of(ReadOnlySpan<char> name)
    {
        StringBuilder key = new(name.Length);
        StringBuilder word = new(name.Length);
        for (int i = 0; i <= name.Length; i++)
        {
            char c = i < name.Length ? name[i] : ' ';
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLower(c, CultureInfo.InvariantCulture));
                continue;
            }

            if (c == '+')
            {
                word.Append(c);
            }

            string whole = word.ToString();
            word.Clear();
            if (whole.Length > 0 && !Idle.Contains(whole))
            {
                key.Append(key.Length > 0 ? " " : "").Append(whole.Length > 3 ? whole.TrimEnd('s') : whole);
            }
        }

        return key.Length > 0 ? key.ToString() : name.ToString();
    }
}
