namespace AbstractMiner.Patterns;

/// <summary>Phrases as a tree of their words, from the last to the first or from the first to the last.</summary>
internal sealed class PhraseTree
{
    public const int Root = 0;

    /// <summary>Stands for any word.</summary>
    public const string OpenWord = "*";

    private readonly Dictionary<string, int> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _wordsBySpan;
    private readonly Dictionary<(int Node, int Word), int> _next = [];
    private readonly List<bool> _whole = [false];

    /// <summary>Whether any phrase leaves a word open.</summary>
    public bool HasOpenWords { get; }

    /// <param name="phrases">As <see cref="CuePhrases"/> takes them.</param>
    /// <param name="forwards">Whether they are read from the first word to the last.</param>
    public PhraseTree(string phrases, bool forwards = false)
    {
        _wordsBySpan = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string phrase in phrases.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(written => new Spelling(written).All()))
        {
            string[] words = phrase.Split('_');
            Add(forwards ? words : words.Reverse());
        }

        HasOpenWords = _words.ContainsKey(OpenWord);
    }

    /// <summary>The node that a word leads to; 0 for a word that leads nowhere.</summary>
    public int Next(int node, ReadOnlySpan<char> word) => _wordsBySpan.TryGetValue(word, out int id) ? _next.GetValueOrDefault((node, id)) : 0;

    /// <summary>Whether a phrase ends at a node.</summary>
    public bool IsWhole(int node) => _whole[node];

    private void Add(IEnumerable<string> words)
    {
        int node = Root;
        foreach (string word in words)
        {
            if (!_words.TryGetValue(word, out int id))
            {
                _words.Add(word, id = _words.Count);
            }

            if (!_next.TryGetValue((node, id), out int next))
            {
                _next.Add((node, id), next = _whole.Count);
                _whole.Add(false);
            }

            node = next;
        }

        _whole[node] = true;
    }

    /// <summary>A phrase as it is written, with what may stand for what.</summary>
    private sealed class Spelling(string written)
    {
        private int _at;

        public List<string> All()
        {
            List<string> all = Alternatives();
            return _at == written.Length ? all : throw new FormatException($"\"{written}\" has a bracket too many.");
        }

        private List<string> Alternatives()
        {
            List<string> all = Sequence();
            while (_at < written.Length && written[_at] == '|')
            {
                _at++;
                all.AddRange(Sequence());
            }

            return all;
        }

        private List<string> Sequence()
        {
            List<string> all = [""];
            while (_at < written.Length && written[_at] is not ('|' or ')'))
            {
                List<string> item = Item();
                if (_at < written.Length && written[_at] == '?')
                {
                    _at++;
                    item.Add("");
                }

                all = [.. all.SelectMany(head => item, (head, tail) => head + tail)];
            }

            return all;
        }

        private List<string> Item()
        {
            if (written[_at] != '(')
            {
                _at += written[_at] == '\\' ? 1 : 0;
                return [written[_at++].ToString()];
            }

            _at++;
            List<string> inside = Alternatives();
            return _at < written.Length && written[_at++] == ')' ? inside : throw new FormatException($"\"{written}\" has a bracket that does not close.");
        }
    }
}
