using System.Collections.Concurrent;
using System.Numerics;
using AbstractMiner.Text;

namespace AbstractMiner.Patterns;

/// <summary>What a name is of its concept; told by the column that lists it.</summary>
public enum NameKind
{
    Preferred,
    Synonym,
    Brand,

    /// <summary>A development code: "AMG 386".</summary>
    Code,

    /// <summary>Matches in its own case alone.</summary>
    Abbreviation,
    Chinese,
}

/// <param name="Text">As the vocabulary writes it.</param>
/// <param name="IsWeak">The name also means something else: it counts only where the context says so.</param>
public sealed record VocabularyName(string Text, NameKind Kind, bool IsWeak, Concept Concept);

/// <param name="Span">The words of the text, with the ending of a plural.</param>
public readonly record struct VocabularyMatch(TextSpan Span, VocabularyName Name)
{
    public Concept Concept => Name.Concept;
}

/// <summary>
/// Names to concepts: a frozen n-gram dictionary over the normalised text. A name matches in any case, with any hyphens and
/// spaces, in any spelling that <see cref="NameWords"/> folds; the longest match wins. Of two concepts that claim a name, a
/// later file beats an earlier one, a preferred name beats another row's synonym, and the earlier row beats the later.
/// </summary>
/// <remarks>
/// A name is the hash of its folded words: a text costs a few operations a word however many names there are, and loading
/// makes no strings. Sixty-four bits make a collision less likely than a misprint.
/// </remarks>
public sealed class Vocabulary
{
    private readonly IReadOnlyList<VocabularyFile> _files;
    private readonly Dictionary<ulong, Origin> _names = [];

    /// <summary>A bit for every beginning of a name: most words of a text begin none, and that is told without a look into the large dictionary.</summary>
    private readonly ulong[] _beginnings;
    private readonly Dictionary<(int File, int Row), (int File, int Row)> _corrected = [];
    private readonly ConcurrentDictionary<(int File, int Row), Concept> _concepts = [];
    private readonly ConcurrentDictionary<ulong, VocabularyName> _made = [];

    private Vocabulary(IReadOnlyList<VocabularyFile> files)
    {
        _files = files;
        int names = files.Sum(file => file.Text.Length / 24);
        _names.EnsureCapacity(names);
        _beginnings = new ulong[BitOperations.RoundUpToPowerOf2((uint)(names / 4) + 1)];
        for (int file = files.Count - 1; file >= 0; file--)
        {
            Stop(files[file]);
            Add(file, preferred: true);
            Add(file, preferred: false);
        }
    }

    /// <summary>Reads vocabularies of one kind; later files add to and correct the earlier.</summary>
    /// <exception cref="FormatException">A line is malformed: the message names the file, the line and the remedy.</exception>
    public static Vocabulary Load(params IEnumerable<string> paths) => new([.. paths.Select(path => VocabularyFile.Read(path))]);

    /// <summary>The same with a user's own files after them.</summary>
    /// <param name="kind">Rows of the user's files that name another vocabulary in a column <c>vocabulary</c> are left out; rows that name none are drugs.</param>
    public static Vocabulary Load(IEnumerable<string> paths, IEnumerable<string> overlays, string kind) =>
        new([.. paths.Select(path => VocabularyFile.Read(path)), .. overlays.Select(path => VocabularyFile.Read(path, kind))]);

    /// <summary>Reads vocabularies that stand in memory: for tests and for a user's list that is no file.</summary>
    internal static Vocabulary Parse(params IEnumerable<(string Path, string Text)> files) => new([.. files.Select(file => VocabularyFile.Parse(file.Path, file.Text))]);

    internal static Vocabulary Parse(string path, string text) => Parse((path, text));

    /// <summary>The matches inside a span, from left to right, the longest at each place; they do not overlap.</summary>
    public List<VocabularyMatch> Find(string text, TextSpan within) => Find(text, NameWords.Of(text, within));

    /// <summary>The matches among words of the text that are cut already.</summary>
    public List<VocabularyMatch> Find(string text, ReadOnlySpan<NameWord> words)
    {
        List<VocabularyMatch> found = [];
        for (int i = 0; i < words.Length;)
        {
            int length = LongestAt(text, words, i, out ulong name);
            if (length > 0)
            {
                found.Add(new VocabularyMatch(words[i].Span.Hull(words[i + length - 1].Span), Made(name)));
            }

            i += Math.Max(1, length);
        }

        return found;
    }

    public List<VocabularyMatch> Find(string text) => Find(text, new TextSpan(0, text.Length));

    /// <summary>Every concept, in the order of the files; rows that only stop names are left out.</summary>
    public IEnumerable<Concept> Concepts =>
        from file in Enumerable.Range(0, _files.Count)
        from row in Enumerable.Range(0, _files[file].Rows.Count)
        where !_files[file].Rows[row].IsStop
        select ConceptOf(file, row);

    /// <summary>What a name as a whole stands for, or null.</summary>
    public VocabularyName? Lookup(string name)
    {
        ulong hash = Hash(name, new TextSpan(0, name.Length));
        return _names.TryGetValue(hash, out Origin origin) && !origin.IsStop ? Made(hash) : null;
    }

    private int LongestAt(string text, ReadOnlySpan<NameWord> words, int first, out ulong found)
    {
        found = 0;
        int length = 0;
        ulong name = 0;
        for (int i = 0; first + i < words.Length; i++)
        {
            TextSpan span = words[first + i].Span;
            name = NameWords.Join(name, words[first + i].Hash);
            if (!Begins(name) || (i == 0 ? !StartsName(text, span) : span.Start - words[first + i - 1].Span.End > 1))
            {
                break;
            }

            if (_names.TryGetValue(name, out Origin origin) && !origin.IsStop && EndsName(text, span.End) && SameCase(text, words[first].Span.Start, span.End, name, origin))
            {
                length = i + 1;
                found = name;
            }
        }

        return length;
    }

    /// <summary>A lost space may glue a long word to a number: "600 mg m-2cyclophosphamide".</summary>
    private static bool StartsName(string text, TextSpan word) =>
        word.Start == 0 || NameWords.IsBoundary(text[word.Start - 1], text[word.Start]) || (word.Length >= LongWord && char.IsAsciiDigit(text[word.Start - 1]));

    private const int LongWord = 8;

    private static bool EndsName(string text, int end) => end == text.Length || NameWords.IsBoundary(text[end - 1], text[end]);

    /// <summary>"MS" is no "ms", "ALL" no "all": an abbreviation has the capitals that the vocabulary gives it.</summary>
    private bool SameCase(string text, int start, int end, ulong hash, Origin origin)
    {
        if (origin.Kind != NameKind.Abbreviation)
        {
            return true;
        }

        string name = Made(hash).Text;
        int at = 0;
        for (int i = start; i < end; i++)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                continue;
            }

            while (at < name.Length && !char.IsLetterOrDigit(name[at]))
            {
                at++;
            }

            if (at == name.Length)
            {
                return i == end - 1 && text[i] == 's';
            }

            if (!char.IsAscii(text[i]) || !char.IsAscii(name[at]))
            {
                return true; // from a Greek letter on, the folded words alone decide
            }

            if (text[i] != name[at])
            {
                return false;
            }

            at++;
        }

        return true;
    }

    private VocabularyName Made(ulong hash) => _made.GetOrAdd(hash, static (key, self) =>
    {
        Origin origin = self._names[key];
        VocabularyFile file = self._files[origin.File];
        return new VocabularyName(file.Text.Substring(origin.Start, origin.Length), origin.Kind, origin.IsWeak, self.ConceptOf(origin.File, origin.Row));
    }, this);

    private Concept ConceptOf(int file, int row) => _concepts.GetOrAdd((file, row), static (key, self) => new Concept(self._files[key.File].Rows[key.Row],
        self._corrected.TryGetValue(key, out (int File, int Row) earlier) ? self._files[earlier.File].Rows[earlier.Row] : null), this);

    private void Stop(VocabularyFile file)
    {
        foreach (VocabularyRow row in file.Rows)
        {
            if (row.IsStop)
            {
                foreach (VocabularyCell cell in row.NameCells())
                {
                    _names.TryAdd(Hash(file.Text, cell.Span), default(Origin) with { IsStop = true });
                }
            }
        }
    }

    private void Add(int index, bool preferred)
    {
        VocabularyFile file = _files[index];
        for (int row = 0; row < file.Rows.Count; row++)
        {
            if (file.Rows[row].IsStop)
            {
                continue;
            }

            foreach (VocabularyCell cell in file.Rows[row].NameCells())
            {
                if (cell.Kind is NameKind.Preferred != preferred)
                {
                    continue;
                }

                ulong name = Hash(file.Text, cell.Span, _beginnings);
                if (!_names.TryAdd(name, new Origin(index, row, cell.Span.Start, cell.Span.Length, cell.Kind, cell.IsWeak, IsStop: false)))
                {
                    Correct(name, index, row, cell.IsWeak);
                }
            }
        }
    }

    /// <summary>A row of a later file has this name. If it is its main name, it corrects this row: what it leaves empty stays, and what needs context still does.</summary>
    private void Correct(ulong name, int file, int row, bool isWeak)
    {
        Origin later = _names[name];
        if (later.IsStop || later.File == file || _files[later.File].Rows[later.Row]["level"] != _files[file].Rows[row]["level"])
        {
            return;
        }

        if (later.Kind == NameKind.Preferred)
        {
            _corrected.TryAdd((later.File, later.Row), (file, row));
        }

        if (isWeak && !later.IsWeak && !_files[later.File].Rows[later.Row].IsStrong)
        {
            _names[name] = later with { IsWeak = true };
        }
    }

    /// <param name="beginnings">Where the beginnings of the name are marked.</param>
    private static ulong Hash(string text, TextSpan span, ulong[]? beginnings = null)
    {
        ulong hash = 0;
        for (int at = span.Start; NameWords.TryNext(text, span.End, ref at, out NameWord word);)
        {
            hash = NameWords.Join(hash, word.Hash);
            if (beginnings is not null)
            {
                BeginningAt(beginnings, hash) |= BitOf(hash);
            }
        }

        return hash;
    }

    private bool Begins(ulong hash) => (BeginningAt(_beginnings, hash) & BitOf(hash)) != 0;

    private static ref ulong BeginningAt(ulong[] beginnings, ulong hash) => ref beginnings[(hash >> 32) & (ulong)(beginnings.Length - 1)];

    private static ulong BitOf(ulong hash) => 1UL << (int)(hash >> 58);

    private readonly record struct Origin(int File, int Row, int Start, int Length, NameKind Kind, bool IsWeak, bool IsStop);
}
