using System.Collections.Frozen;
using AbstractMiner.Annotation;
using AbstractMiner.Stages.Linking;
using AbstractMiner.Text;

namespace AbstractMiner.Stages;

/// <summary>
/// Groups of subjects, learned from the abstract itself: "were randomised to FEC-D (n=53) or TC6" makes "with TC6 (25.5%)" a
/// group later; so do "the visual group", "arms I and II", "patients with basal cancer", "placebo".
/// </summary>
public sealed class GroupTagger(GroupTagger.Options options) : IStage
{
    public sealed record Options
    {
        /// <summary>Words of the longest name before "group".</summary>
        public int LongestName { get; init; } = 6;
    }

    private static readonly FrozenSet<string> Heads = Set("group groups arm arms cohort cohorts subgroup subgroups");
    private static readonly FrozenSet<string> People = Set("patients patient women men children subjects participants individuals volunteers adults infants girls boys people persons recipients users smokers survivors nonsurvivors non-survivors responders non-responders mothers students families rats mice animals neonates cases eyes physicians nurses girls adolescents athletes partners prescribers dyads");
    private static readonly FrozenSet<string> Quantities = Set("two three four five six both all each study these other same different age number treatment total remaining entire whole parallel one first second third randomised randomized eligible evaluable consecutive enrolled individual subject patient between-group intervention-group per");
    private static readonly FrozenSet<string> Treated = Set("receiving received receive treated given taking undergoing using assigned randomised randomized allocated");
    private static readonly FrozenSet<string> Having = Set("with without in on aged under over");
    private static readonly FrozenSet<string> Plain = Set("placebo control controls vehicle sham observation");
    private static readonly FrozenSet<string> Near = Set("in for with among on by of from amongst");
    private static readonly FrozenSet<string> Against = Set("than versus vs v compared to");
    private static readonly FrozenSet<string> Assigning = Set("randomised randomized randomly assigned allocated divided randomisation randomization compared compare comparing receive received receiving");
    private static readonly FrozenSet<string> Generic = Set("treatment study intervention test active experimental standard therapy drug dose control trial first second results low high care patients and group arm age the both trials one two three four mg placebo-controlled early late baseline male female years");

    public IReadOnlyList<Type> Needs => [typeof(AbbreviationMention)];

    public IReadOnlyList<Type> Adds => [typeof(GroupMention)];

    public AnnotatedAbstract Apply(AnnotatedAbstract doc)
    {
        Reader reader = new(doc, options);
        foreach (Sentence sentence in doc.Text.Sentences)
        {
            if (sentence.Language == Language.English)
            {
                reader.Read(sentence);
            }
        }

        IReadOnlyList<GroupMention> groups = reader.Mentions();
        return groups.Count == 0 ? doc : doc.With(groups);
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly record struct Name(TextSpan Span, string Rule, double Confidence);

    private sealed class Reader(AnnotatedAbstract doc, Options options)
    {
        private readonly string _text = doc.Text.Text;
        private readonly List<Name> _names = [];
        private readonly List<TextSpan> _labels = []; // names without their head, to be sought elsewhere
        private List<Token> _tokens = [];

        public void Read(Sentence sentence)
        {
            _tokens = Tokens.In(_text, sentence.Span);
            bool assigning = false;
            for (int i = 0; i < _tokens.Count; i++)
            {
                if (_tokens[i].Class is WordClass.Comma or WordClass.Stop or WordClass.Open or WordClass.Close or WordClass.Number)
                {
                    continue;
                }

                if (Is(i, Heads))
                {
                    Headed(i);
                }
                else if (Is(i, People))
                {
                    Peopled(i);
                }
                else if (Is(i, Plain))
                {
                    Add(_tokens[i].Span, "group.plain", 0.85);
                }
                else if (Is(i, Against) || (Is(i, Near) && i > 0 && IsValueEnd(i - 1)))
                {
                    Phrase(i);
                }

                if (!assigning && Is(i, Assigning))
                {
                    assigning = true;
                    Assigned(i + 1);
                }
            }
        }

        /// <summary>"the visual group", "Calendula (53%) and Sorbolene (62%) groups", "arms I and II", "group A".</summary>
        private void Headed(int head)
        {
            if (Label(head + 1))
            {
                int last = head + 1;
                Add(_tokens[head].Span.Hull(_tokens[last].Span), "group.letter", 0.95);
                while (last + 2 < _tokens.Count && IsJoint(last + 1) && Label(last + 2))
                {
                    last += 2;
                    Add(_tokens[last].Span, "group.letter", 0.9);
                }

                return;
            }

            int end = head;
            bool plural = WordEnds(head, 's');
            bool found = false;
            do
            {
                int start = NameStart(end);
                if (start < end)
                {
                    TextSpan label = _tokens[start].Span.Hull(_tokens[end - 1].Span);
                    if (!AllQuantities(start, end))
                    {
                        Add(found || plural ? label : label.Hull(_tokens[head].Span), "group.headed", 0.92);
                        _labels.Add(label);
                        found = true;
                    }
                }

                int before = start - 1;
                while (before > 0 && _tokens[before].Class == WordClass.Determiner)
                {
                    before--;
                }

                end = before > 0 && plural && IsJoint(before) && start < end ? before : -1;
                if (end > 1 && _tokens[end - 1].Class == WordClass.Comma)
                {
                    end--; // "A, B, and C groups"
                }
            }
            while (end > 0 && head - end < 24);

            if (!found && head + 2 < _tokens.Count && (Is(head + 1, Treated) || Is(head + 1, Having)))
            {
                Treatment(head + 1, _tokens[head].Span.Start);
            }
        }

        /// <summary>"patients treated with letrozole", "women with basal cancer", "vaccinated patients", "African Americans".</summary>
        private void Peopled(int people)
        {
            int start = NameStart(people);
            if (start < people && !AllQuantities(start, people) && _tokens[start].Class != WordClass.Number)
            {
                Add(_tokens[start].Span.Hull(_tokens[people].Span), "group.people", 0.6);
            }

            int next = people + 1;
            if (next < _tokens.Count && IsWord(next, "who"))
            {
                next += next + 1 < _tokens.Count && _tokens[next + 1].Class == WordClass.Verb && !Is(next + 1, Treated) ? 2 : 1;
            }

            if (next < _tokens.Count && (Is(next, Treated) || Is(next, Having)))
            {
                Treatment(next, Is(next, Having) ? _tokens[people].Span.Start : -1);
            }
        }

        /// <summary>The phrase after "treated with"; with a start, the words from there on belong to the name.</summary>
        private void Treatment(int verb, int start)
        {
            int at = verb + 1;
            while (at < _tokens.Count && (IsWord(at, "with") || IsWord(at, "to") || IsWord(at, "receive") || _tokens[at].Class == WordClass.Determiner))
            {
                at++;
            }

            int end = NameEnd(at);
            if (end > at)
            {
                TextSpan name = _tokens[at].Span.Hull(_tokens[end - 1].Span);
                Add(start >= 0 ? new TextSpan(start, name.End) : name, start >= 0 ? "group.having" : "group.treated", start >= 0 ? 0.6 : 0.85);
            }
        }

        /// <summary>"56.6% for ivermectin", "than with trolamine".</summary>
        private void Phrase(int preposition)
        {
            bool against = Is(preposition, Against);
            if (IsWord(preposition, "to") && !(preposition > 0 && IsWord(preposition - 1, "compared")))
            {
                return;
            }

            int at = preposition + 1;
            while (at < _tokens.Count && (_tokens[at].Class == WordClass.Determiner || Is(at, Near) || IsWord(at, "those") || IsWord(at, "to") || Is(at, Treated)))
            {
                at++;
            }

            int end = NameEnd(at);
            if (end > at && _tokens[at].Class == WordClass.Word && !Is(at, People))
            {
                Add(_tokens[at].Span.Hull(_tokens[end - 1].Span), against ? "group.against" : "group.phrase", 0.5);
            }
        }

        /// <summary>The members of a list after "randomised to" are labels where the text uses them again.</summary>
        private void Assigned(int from)
        {
            int members = 0;
            for (int i = from; i < _tokens.Count && members < 8; i++)
            {
                if (_tokens[i].Class != WordClass.Word || Is(i, People) || Is(i, Heads))
                {
                    continue;
                }

                int end = NameEnd(i);
                _labels.Add(_tokens[i].Span.Hull(_tokens[end - 1].Span));
                members++;
                i = end - 1;
            }
        }

        public IReadOnlyList<GroupMention> Mentions()
        {
            foreach (SampleSizeMention size in doc.Of<SampleSizeMention>())
            {
                if (size is { Role: SampleRole.Arm, Group: { } label })
                {
                    _labels.Add(label);
                }
            }

            foreach (AbbreviationMention abbreviation in doc.Of<AbbreviationMention>())
            {
                if (_labels.Exists(label => label.Overlaps(abbreviation.LongForm) && label.End >= abbreviation.LongForm.End))
                {
                    _labels.Add(abbreviation.Span);
                }
            }

            foreach (DrugMention drug in doc.Of<DrugMention>())
            {
                Add(WithDose(drug.Span), "group.drug", 0.5);
            }

            Recurring();
            return Settled();
        }

        /// <summary>The labels wherever the text repeats them.</summary>
        private void Recurring()
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            foreach (TextSpan label in _labels)
            {
                string name = label.Of(_text);
                if ((name.Length < 2 && !char.IsUpper(name[0])) || (Generic.Contains(name) && !char.IsUpper(name[0])) || !seen.Add(name))
                {
                    continue;
                }

                bool exact = name.Length < 4 || name.AsSpan().ContainsAnyInRange('A', 'Z');
                StringComparison comparison = exact && name.AsSpan(1).ContainsAnyInRange('A', 'Z') || name.Length < 4 ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
                for (int at = _text.IndexOf(name, comparison); at >= 0; at = _text.IndexOf(name, at + name.Length, comparison))
                {
                    TextSpan span = new(at, at + name.Length);
                    if (StandsAlone(span) && (name.Length > 1 || IsLabelUse(span)))
                    {
                        Add(span, "group.label", 0.8);
                    }
                }
            }
        }

        /// <summary>One mention a place, the longest; mentions whose names share their words are one arm.</summary>
        private List<GroupMention> Settled()
        {
            _names.Sort((a, b) => a.Span.CompareTo(b.Span) is var order and not 0 ? order : b.Confidence.CompareTo(a.Confidence));
            List<Name> kept = [];
            foreach (Name name in _names)
            {
                if (kept.Count == 0 || !kept[^1].Span.Overlaps(name.Span))
                {
                    kept.Add(name);
                }
                else if (name.Span.Length > kept[^1].Span.Length && name.Confidence >= kept[^1].Confidence)
                {
                    kept[^1] = name;
                }
            }

            Dictionary<string, int> arms = new(StringComparer.Ordinal);
            List<GroupMention> mentions = new(kept.Count);
            foreach (Name name in kept)
            {
                string key = GroupKey.Of(name.Span.In(_text));
                if (!arms.TryGetValue(key, out int arm))
                {
                    arms.Add(key, arm = arms.Count);
                }

                mentions.Add(new GroupMention(name.Span, name.Rule, name.Confidence, arm));
            }

            return mentions;
        }

        private void Add(TextSpan span, string rule, double confidence) => _names.Add(new Name(span, rule, confidence));

        /// <summary>"50 mg tramadol", "duloxetine 40 mg", "letrozole alone".</summary>
        private TextSpan WithDose(TextSpan drug) => drug;

        private int NameStart(int end)
        {
            int start = end;
            while (start > 0 && end - start < options.LongestName)
            {
                Token token = _tokens[start - 1];
                if (token.Class == WordClass.Close && start == end)
                {
                    int open = start - 1;
                    while (open > 0 && _tokens[open].Class != WordClass.Open)
                    {
                        open--;
                    }

                    if (open > 0 && _tokens[open - 1].IsName)
                    {
                        start = open;
                        end = open;
                        continue;
                    }
                }

                bool sign = token.Class == WordClass.Sign && _text[token.Span.Start] is '+' or '-' or '/';
                if (!token.IsName && !sign && !(token.Class == WordClass.Conjunction && IsWord(start - 1, "plus")))
                {
                    break;
                }

                start--;
            }

            return start;
        }

        private int NameEnd(int from)
        {
            int end = from;
            while (end < _tokens.Count && end - from < options.LongestName)
            {
                Token token = _tokens[end];
                bool joint = end > from && (IsWord(end, "plus") || IsWord(end, "of") || (token.Class == WordClass.Sign && _text[token.Span.Start] is '+' or '/' or '<' or '>' or '≥' or '≤' or '='));
                if (!token.IsName && !joint)
                {
                    break;
                }

                end++;
            }

            while (end > from && !_tokens[end - 1].IsName)
            {
                end--;
            }

            return end;
        }

        private bool Label(int at)
        {
            if (at >= _tokens.Count)
            {
                return false;
            }

            ReadOnlySpan<char> word = _tokens[at].Span.In(_text);
            return _tokens[at].Class != WordClass.Comma && word.Length <= 3
                && (word.Length == 1 ? char.IsAsciiLetterUpper(word[0]) || char.IsAsciiDigit(word[0]) : word.TrimStart("IVX").IsEmpty || (char.IsAsciiLetterUpper(word[0]) && char.IsAsciiDigit(word[1])));
        }

        private bool IsJoint(int at) => _tokens[at].Class == WordClass.Comma || IsWord(at, "and") || IsWord(at, "or") || IsWord(at, "vs") || IsWord(at, "versus")
            || (_tokens[at].Class == WordClass.Stop && at > 0 && IsWord(at - 1, "vs")) || (_tokens[at].Class == WordClass.Sign && _text[_tokens[at].Span.Start] == '/');

        private bool IsValueEnd(int at) =>
            _tokens[at].Class is WordClass.Number or WordClass.Close or WordClass.Sign
            || (at > 0 && _tokens[at - 1].Class is WordClass.Number or WordClass.Sign) || (at > 1 && _tokens[at - 2].Class is WordClass.Number or WordClass.Close)
            || (at > 2 && _tokens[at - 3].Class == WordClass.Number);

        private bool AllQuantities(int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                if (_tokens[i].Class == WordClass.Word && !Is(i, Quantities))
                {
                    return false;
                }
            }

            return true;
        }

        private bool WordEnds(int at, char c) => _text[_tokens[at].Span.End - 1] == c;

        private bool Is(int at, FrozenSet<string> words) => words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(_tokens[at].Span.In(_text));

        private bool IsWord(int at, string word) => _tokens[at].Span.In(_text).Equals(word, StringComparison.OrdinalIgnoreCase);

        private bool StandsAlone(TextSpan span) =>
            (span.Start == 0 || !char.IsLetterOrDigit(_text[span.Start - 1])) && (span.End == _text.Length || !char.IsLetterOrDigit(_text[span.End])
            || (char.IsLower(_text[span.End - 1]) && char.IsUpper(_text[span.End])));

        private bool IsLabelUse(TextSpan span)
        {
            ReadOnlySpan<char> after = _text.AsSpan(span.End).TrimStart();
            return after.IsEmpty || !char.IsLetterOrDigit(after[0]) || after.StartsWith("vs", StringComparison.Ordinal) || after.StartsWith("and ", StringComparison.Ordinal)
                || after.StartsWith("than", StringComparison.Ordinal) || after.StartsWith("arm", StringComparison.Ordinal) || after.StartsWith("group", StringComparison.Ordinal);
        }
    }
}
