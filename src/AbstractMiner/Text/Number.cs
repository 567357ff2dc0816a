using System.Globalization;

namespace AbstractMiner.Text;

/// <summary>A number with the digits it was printed with: <c>35.0</c> stays <c>35.0</c>.</summary>
/// <param name="Value">The exact value.</param>
/// <param name="Printed">What is written to the tables: digits, a point, a leading minus.</param>
public readonly record struct Number(decimal Value, string Printed)
{
    /// <summary>Digits after the point: the rounding of a percent is half a unit of the last.</summary>
    public int Decimals => Printed.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? Printed.Length - point - 1 : 0;

    public bool IsWhole => decimal.Truncate(Value) == Value;

    public static Number Of(decimal value) => new(value, value.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => Printed;
}
