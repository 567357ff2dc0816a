using System.Collections.Immutable;
using AbstractMiner.Text;

namespace AbstractMiner.Patterns;

/// <summary>A name where it stands in the file.</summary>
internal readonly record struct VocabularyCell(TextSpan Span, NameKind Kind, bool IsWeak);

/// <summary>
/// A vocabulary as it lies on disk: tab-separated, one row a concept, lists parted by '|'. Lines that begin with '#' are the
/// head (source, licence, date); then comes the line of column names. <c>name</c> is required; the columns of
/// <see cref="NameColumns"/> list further names, <c>weak</c> repeats those that need context ('*' for all of the row),
/// <c>flags</c> may say <c>stop</c>: the row's names are to be matched no more, or <c>strong</c>: they need no context. Every other column is an attribute.
/// </summary>
internal sealed class VocabularyFile
{
    private VocabularyFile(string path, string text) => (Path, Text) = (path, text);

    /// <summary>The columns whose cells are names.</summary>
    public static IReadOnlyList<(string Column, NameKind Kind)> NameColumns { get; } =
    [
        ("name", NameKind.Preferred),
        ("synonyms", NameKind.Synonym),
        ("brands", NameKind.Brand),
        ("codes", NameKind.Code),
        ("abbreviations", NameKind.Abbreviation),
        ("zh", NameKind.Chinese),
        ("zh_unattested", NameKind.Chinese),
    ];

    public string Path { get; }

    public string Text { get; }

    public ImmutableArray<string> Columns { get; private set; } = [];

    public List<VocabularyRow> Rows { get; } = [];

    /// <summary>The name column that each column is, or -1; the place of <c>weak</c> and of <c>flags</c>.</summary>
    internal NameKind?[] Kinds { get; private set; } = [];

    internal int Weak { get; private set; }

    internal int Flags { get; private set; }

    /// <exception cref="FormatException">The file has no column <c>name</c>, or a line does not fit the columns.</exception>
    public static VocabularyFile Read(string path, string? kind = null) => Parse(path, File.ReadAllText(path), kind);

    /// <param name="kind">Only rows of this vocabulary; null for every row.</param>
    public static VocabularyFile Parse(string path, string text, string? kind = null)
    {
        VocabularyFile file = new(path, text);
        int number = 0;
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            TextSpan line = new(start, end > start && text[end - 1] == '\r' ? end - 1 : end);
            start = end + 1;
            number++;
            if (line.IsEmpty || text[line.Start] == '#')
            {
                continue;
            }

            if (file.Columns.IsEmpty)
            {
                file.Head(line, number);
                continue;
            }

            int cells = line.In(text).Count('\t') + 1;
            if (cells != file.Columns.Length || text[line.Start] == '\t')
            {
                throw new FormatException($"{path}, line {number}: {cells} cells where the head names {file.Columns.Length} columns, or no name. Write every tab, also before empty cells.");
            }

            VocabularyRow row = new(file, line, number);
            if (kind is null || kind == (row["vocabulary"] is { Length: > 0 } named ? named : "drugs"))
            {
                file.Rows.Add(row);
            }
        }

        return file;
    }

    private void Head(TextSpan line, int number)
    {
        Columns = [.. line.Of(Text).Split('\t')];
        if (Columns[0] != "name" || Columns.Distinct().Count() != Columns.Length)
        {
            throw new FormatException($"{Path}, line {number}: the columns must begin with \"name\" and differ from one another; found {string.Join(", ", Columns)}.");
        }

        Kinds = [.. Columns.Select(column => NameColumns.Where(known => known.Column == column).Select(known => (NameKind?)known.Kind).FirstOrDefault())];
        Weak = Columns.IndexOf("weak");
        Flags = Columns.IndexOf("flags");
    }
}

/// <summary>One line of a vocabulary; its cells are read where they are wanted.</summary>
internal sealed class VocabularyRow(VocabularyFile file, TextSpan line, int number)
{
    public VocabularyFile File { get; } = file;

    public int Line { get; } = number;

    public string Name => Cell(0).Of(File.Text);

    public bool IsStop { get; } = file.Flags >= 0 && Lists(file, Cell(file, line, file.Flags), "stop");

    /// <summary>The names count wherever they stand, whatever an earlier file says of them.</summary>
    public bool IsStrong => File.Flags >= 0 && Lists(File, Cell(File.Flags), "strong");

    public string this[string column] => File.Columns.IndexOf(column) is var index and >= 0 ? Cell(index).Of(File.Text) : "";

    public List<VocabularyCell> NameCells()
    {
        string text = File.Text;
        TextSpan weak = File.Weak < 0 ? default : Cell(File.Weak);
        bool allWeak = weak.In(text) is "*";
        List<VocabularyCell> names = [];
        int start = line.Start;
        foreach (NameKind? kind in File.Kinds)
        {
            int end = text.IndexOf('\t', start, line.End - start);
            end = end < 0 ? line.End : end;
            for (int at = start; kind is not null && at < end;)
            {
                int stop = text.IndexOf('|', at, end - at);
                stop = stop < 0 ? end : stop;
                if (stop > at)
                {
                    TextSpan name = new(at, stop);
                    names.Add(new VocabularyCell(name, kind is NameKind.Synonym or NameKind.Preferred && IsAbbreviation(name.In(text)) ? NameKind.Abbreviation : kind.Value,
                        allWeak || (!weak.IsEmpty && Lists(File, weak, name.In(text)))));
                }

                at = stop + 1;
            }

            start = end + 1;
        }

        return names;
    }

    private static bool IsAbbreviation(ReadOnlySpan<char> name) => name.Length <= 6 && !name.ContainsAnyInRange('a', 'z') && name.ContainsAnyInRange('A', 'Z');

    private static bool Lists(VocabularyFile file, TextSpan cell, ReadOnlySpan<char> item)
    {
        ReadOnlySpan<char> list = cell.In(file.Text);
        foreach (Range part in list.Split('|'))
        {
            if (list[part].Equals(item, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private TextSpan Cell(int index) => Cell(File, line, index);

    private static TextSpan Cell(VocabularyFile file, TextSpan line, int index)
    {
        int start = line.Start;
        for (; index > 0; index--)
        {
            start = file.Text.IndexOf('\t', start, line.End - start) + 1;
        }

        int end = file.Text.IndexOf('\t', start, line.End - start);
        return new TextSpan(start, end < 0 ? line.End : end);
    }
}

/// <summary>What names stand for: a row of a vocabulary, corrected by later files.</summary>
public sealed class Concept
{
    private readonly VocabularyRow _row;
    private readonly Dictionary<string, string> _cells = new(StringComparer.Ordinal);

    internal Concept(VocabularyRow row, VocabularyRow? corrected)
    {
        _row = row;
        Fill(corrected);
        Fill(row);
        Name = corrected?.Name ?? row.Name;
        Ids = [.. Listed(row, "ids").Concat(corrected is null ? [] : Listed(corrected, "ids")).Distinct()];
        Flags = [.. this["flags"].Split('|', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static string[] Listed(VocabularyRow row, string column) => row[column].Split('|', StringSplitOptions.RemoveEmptyEntries);

    public string Name { get; }

    /// <summary>As <c>scheme:id</c>.</summary>
    public ImmutableArray<string> Ids { get; }

    public ImmutableArray<string> Flags { get; }

    /// <summary>The file and line that the concept comes from.</summary>
    public string Origin => $"{Path.GetFileName(_row.File.Path)}, line {_row.Line}";

    /// <summary>The cell of a column; empty where the vocabulary has none.</summary>
    public string this[string column] => _cells.GetValueOrDefault(column, "");

    /// <summary>Cells that are not empty take the place of an earlier row's.</summary>
    private void Fill(VocabularyRow? row)
    {
        foreach (string column in row?.File.Columns ?? [])
        {
            if (row![column] is { Length: > 0 } cell)
            {
                _cells[column] = cell;
            }
        }
    }
}
