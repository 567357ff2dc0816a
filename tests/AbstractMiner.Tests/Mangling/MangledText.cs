using System.Text;

namespace AbstractMiner.Tests.Mangling;

/// <summary>A raw text that was damaged, and where each of its characters went, so that annotations can follow.</summary>
internal sealed class MangledText
{
    private readonly int[] _places;

    private MangledText(string text, int[] places)
    {
        Text = text;
        _places = places;
    }

    public string Text { get; }

    public static MangledText Of(string raw) => new(raw, [.. Enumerable.Range(0, raw.Length + 1)]);

    /// <summary>Where a UTF-16 position of the raw text lies now.</summary>
    public int this[int raw] => _places[Math.Clamp(raw, 0, _places.Length - 1)];

    /// <summary>Damages the text once more. <paramref name="change"/> gets the text and a position and says what stands there instead, and how many characters it takes the place of; null leaves the character.</summary>
    public MangledText Change(Func<string, int, (int Length, string By)?> change)
    {
        StringBuilder text = new(Text.Length + 64);
        int[] moved = new int[Text.Length + 1];
        for (int i = 0; i < Text.Length;)
        {
            (int length, string by) = change(Text, i) ?? (1, Text[i].ToString());
            for (int k = 0; k < length; k++)
            {
                moved[i + k] = text.Length + Math.Min(k, Math.Max(by.Length - 1, 0));
            }

            if (length == 0)
            {
                text.Append(by);
                moved[i] = text.Length;
                text.Append(Text[i]);
                length = 1;
            }
            else
            {
                text.Append(by);
            }

            i += length;
        }

        moved[Text.Length] = text.Length;
        return new MangledText(text.ToString(), [.. _places.Select(place => moved[place])]);
    }
}
