namespace AbstractMiner.Export;

/// <summary>The types of Frictionless Table Schema that the tables use.</summary>
public enum ColumnType
{
    String,
    Integer,
    Number,
    Boolean,
}

/// <summary>What a column means. The CSV heads, datapackage.json and the reference of the columns are made from it.</summary>
/// <param name="Meaning">In a sentence.</param>
public abstract record Column(string Name, ColumnType Type, string Meaning)
{
    /// <summary>Of a number, where it has one.</summary>
    public string? Unit { get; init; }

    /// <summary>Never empty.</summary>
    public bool Required { get; init; }

    /// <summary>The words that may stand in it; empty where any may.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }
}

/// <param name="Cell">What a row has in the column; null is an empty cell.</param>
public sealed record Column<TRow>(string Name, ColumnType Type, string Meaning, Func<TRow, string?> Cell) : Column(Name, Type, Meaning);

/// <summary>A table of one observational unit.</summary>
/// <param name="Name">The file's name without <c>.csv</c>.</param>
public abstract record Table(string Name, string Meaning)
{
    public string FileName => $"{Name}.csv";

    /// <summary>The columns that name a row.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>Columns that name a row of another table by that table's key.</summary>
    public IReadOnlyList<(string Column, string Table)> References { get; init; } = [];

    public abstract IReadOnlyList<Column> Head { get; }
}

public sealed record Table<TRow>(string Name, string Meaning, IReadOnlyList<Column<TRow>> Columns) : Table(Name, Meaning)
{
    public override IReadOnlyList<Column> Head => Columns;
}
