using System.Globalization;
using AbstractMiner.Text;

namespace AbstractMiner.Patterns;

/// <summary>Reads written numbers.</summary>
public static class NumberReader
{
    /// <summary>The number that the characters spell in full, or null.</summary>
    public static Number? Read(ReadOnlySpan<char> written) =>
        decimal.TryParse(written, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value)
            ? new Number(value, written[0] == '.' ? $"0{written}" : written.ToString())
            : null;
}
