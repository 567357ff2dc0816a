using System.Globalization;

namespace AbstractMiner.Text;

/// <summary>A number with the digits it was printed with: <c>35.0</c> stays <c>35.0</c>.</summary>
/// <param name="Value">The exact value.</param>
/// <param name="Printed">What is written to the tables: digits, a point, a leading minus.</param>
public readonly record struct Number(decimal Value, string Printed)
{
    /// <summary>Without zeros before the number and with one before a bare point, so that it is a number in every format.</summary>
    public string Printed { get; init; } = Canonical(Printed);

    /// <summary>Digits after the point: the rounding of a percent is half a unit of the last.</summary>
    public int Decimals => Printed.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? Printed.Length - point - 1 : 0;

    public bool IsWhole => Value.Scale == 0 || decimal.IsInteger(Value);

    public static Number Of(decimal value) => new(value, value.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => Printed;

    private static string Canonical(string printed)
    {
        int sign = printed.StartsWith('-') ? 1 : 0;
        int zeros = sign;
        while (zeros + 1 < printed.Length && printed[zeros] == '0' && char.IsAsciiDigit(printed[zeros + 1]))
        {
            zeros++;
        }

        string digits = zeros == sign ? printed : $"{printed[..sign]}{printed[zeros..]}";
        return digits.Length > sign && digits[sign] == '.' ? digits.Insert(sign, "0") : digits;
    }
}
