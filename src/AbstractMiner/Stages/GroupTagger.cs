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
    private static readonly FrozenSet<string> Quantities = Set("two three four five six both all each these other same different age number total remaining comparing compared between our entire whole parallel one first second third randomised randomized eligible evaluable consecutive enrolled individual subject patient between-group intervention-group per");
    private static readonly FrozenSet<string> Studied = Set("study treatment treated intervention active");
    private static readonly FrozenSet<string> Treated = Set("receiving received receive treated given taking undergoing using assigned randomised randomized allocated");
    private static readonly FrozenSet<string> Having = Set("with without in on aged under over");
    private static readonly FrozenSet<string> Plain = Set("placebo control controls vehicle sham observation");
    private static readonly FrozenSet<string> Near = Set("in for with among on by of from amongst");
    private static readonly FrozenSet<string> Against = Set("than versus vs v compared to");
    private static readonly FrozenSet<string> Assigning = Set("randomised randomized randomly assigned allocated divided randomisation randomization compare comparing compared versus vs");
    private static readonly FrozenSet<string> Generic = Set("treatment study intervention test active experimental standard therapy drug dose control trial first second results low high care patients and group arm age the both trials one two three four mg placebo-controlled early late baseline male female years year months month weeks days day p hr or rr ci auc vs versus versus. difference differences risk odds ratio mean median death deaths harm loss gain increase decrease reduction change significant no none only main interval hazard confidence incidence efficacy safety use effect effects group groups arms cohort minutes hours");

    public IReadOnlyList<Type> Needs => [typeof(AbbreviationMention), typeof(PValueMention), typeof(EstimateMention)];

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

    private static readonly string[] DoseUnits = [" mg ", " g ", " IU ", " mcg ", " μg ", "mg "];
    private static readonly string[] Joints = [" and ", " or ", " vs ", " vs. ", " versus ", ", "];
    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="Weak">Only its place says that it may be a group; it counts where the text uses it so again.</param>
    private readonly record struct Name(TextSpan Span, string Rule, double Confidence, bool Weak = false);

    private sealed class Reader(AnnotatedAbstract doc, Options options)
    {
        private readonly string _text = doc.Text.Text;
        private readonly List<Name> _names = [];
        private readonly List<TextSpan> _labels = []; // names without their head, to be sought elsewhere
        private readonly List<TextSpan> _tested = [.. doc.Of<PValueMention>().Where(p => !p.IsThreshold).Select(p => p.Span), .. doc.Of<EstimateMention>().Where(estimate => estimate.Statistic != Statistic.Count).Select(estimate => estimate.Span)];
        private List<Token> _tokens = [];

        public void Read(Sentence sentence)
        {
            _tokens = Tokens.In(_text, sentence.Span);
            bool reports = sentence.Section is SectionKind.Results or SectionKind.Conclusions || _tested.Exists(span => sentence.Span.Contains(span.Start));
            bool assigning = reports;
            for (int i = 0; i < _tokens.Count; i++)
            {
                if (!reports && _tokens[i].Class == WordClass.Open && i + 2 < _tokens.Count && i > 0 && IsWord(i + 1, "n") && _text[_tokens[i + 2].Span.Start] == '=' && NameStart(i) is var named && named < i && !AllQuantities(named, i))
                {
                    _labels.Add(_tokens[named].Span.Hull(_tokens[i - 1].Span)); // "letrozole (n = 453)"
                }

                if (_tokens[i].Class is WordClass.Comma or WordClass.Stop or WordClass.Open or WordClass.Close or WordClass.Number)
                {
                    continue;
                }

                if (Is(i, Heads))
                {
                    Headed(i);
                }
                else if (HeadOfCompound(i) is var head and > 0)
                {
                    Add(_tokens[i].Span, "group.headed", 0.9); // "the HCF-group"
                    _labels.Add(new TextSpan(_tokens[i].Span.Start, head));
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
                    Assigned(i);
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
                _labels.Add(_tokens[last].Span);
                while (last + 2 < _tokens.Count && IsJoint(last + 1) && Label(last + 2))
                {
                    last += 2;
                    Add(_tokens[last].Span, "group.letter", 0.9);
                    _labels.Add(_tokens[last].Span);
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
                    int last = LastOfName(start, end);
                    TextSpan label = _tokens[start].Span.Hull(_tokens[last].Span);
                    if (!AllQuantities(start, end) && !(plural && !found && last == start && Is(start, Studied) && !(start > 0 && IsJoint(start - 1))))
                    {
                        Add(found || last < head - 1 ? label : label.Hull(_tokens[head].Span), "group.headed", 0.92);
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
                Add(_tokens[start].Span.Hull(_tokens[people].Span), "group.people", 0.6, weak: true);
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
                Add(start >= 0 ? new TextSpan(start, name.End) : name, start >= 0 ? "group.having" : "group.treated", start >= 0 ? 0.6 : 0.85, weak: start >= 0);
                if (start < 0)
                {
                    _labels.Add(name);
                }
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

            string rule = against ? "group.against" : "group.phrase";
            for (int end = NameEnd(at); end > at && _tokens[at].Class == WordClass.Word && !Is(at, People); end = NameEnd(at))
            {
                Add(_tokens[at].Span.Hull(_tokens[end - 1].Span), rule, 0.5, weak: true);
                at = end;
                while (at < _tokens.Count && at - end < 2 && IsJoint(at))
                {
                    at++; // "for PTX, PWI, and PTI"
                }

                if (at == end || at >= _tokens.Count)
                {
                    break;
                }
            }
        }

        /// <summary>The members of a list after "randomised to" are labels where the text uses them again; so are those round "versus".</summary>
        private void Assigned(int trigger)
        {
            bool versus = IsWord(trigger, "versus") || IsWord(trigger, "vs");
            int from = trigger + 1;
            if (versus || IsWord(trigger, "compared"))
            {
                int start = NameStart(trigger);
                if (start < trigger)
                {
                    _labels.Add(_tokens[start].Span.Hull(_tokens[LastOfName(start, trigger)].Span));
                }
            }

            if (!versus)
            {
                while (from < _tokens.Count && from - trigger < 12 && !(IsWord(from, "to") || IsWord(from, "into") || IsWord(from, "with") || IsWord(from, "either") || _text[_tokens[from].Span.Start] == ':' || IsWord(trigger, "comparing") || IsWord(trigger, "compare")))
                {
                    from++;
                }
            }

            int members = 0;
            bool open = true; // a member may begin here
            for (int i = from; i < _tokens.Count && members < 8 && i - from < 60; i++)
            {
                Token token = _tokens[i];
                if (token.Class == WordClass.Open)
                {
                    if (i + 2 < _tokens.Count && _tokens[i + 2].Class is WordClass.Close or WordClass.Stop or WordClass.Comma && IsShortForm(_tokens[i + 1].Span))
                    {
                        _labels.Add(_tokens[i + 1].Span); // "weekly iniparib (PWI)"
                    }

                    while (i < _tokens.Count && _tokens[i].Class != WordClass.Close)
                    {
                        i++;
                    }
                }
                else if (IsJoint(i) || (token.Class == WordClass.Stop && _text[token.Span.Start] is ':' or ';') || IsWord(i, "to") || IsWord(i, "with") || IsWord(i, "versus"))
                {
                    open = true;
                }
                else if (open && token.Class == WordClass.Word && !Is(i, People) && !Is(i, Heads) && !IsWord(i, "receive") && !IsWord(i, "undergo"))
                {
                    int end = NameEnd(i);
                    _labels.Add(token.Span.Hull(_tokens[end - 1].Span));
                    members++;
                    i = end - 1;
                    open = false;
                }
                else if (token.Class == WordClass.Verb && members > 1)
                {
                    break;
                }
            }
        }

        private bool IsShortForm(TextSpan span)
        {
            ReadOnlySpan<char> word = span.In(_text);
            int capitals = 0;
            foreach (char c in word)
            {
                capitals += char.IsAsciiLetterUpper(c) ? 1 : 0;
            }

            return word.Length is >= 2 and <= 10 && capitals * 2 >= word.Length;
        }

        /// <summary>The last token of a name before a bracket with numbers: "Calendula (53%)", but "bone marrow (SBM)".</summary>
        private int LastOfName(int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                if (_tokens[i].Class == WordClass.Open)
                {
                    return i + 2 < end && _tokens[i + 2].Class == WordClass.Close && _tokens[i + 1].Class == WordClass.Word ? end - 1 : Math.Max(start, i - 1);
                }
            }

            return end - 1;
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
                Add(drug.Span, "group.drug", 0.5);
                if (drug.Role is DrugRole.Intervention or DrugRole.Comparator)
                {
                    _labels.Add(drug.Span);
                }
            }

            Recurring();
            Companions();
            return Settled();
        }

        /// <summary>The labels wherever the text repeats them.</summary>
        private void Recurring()
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            foreach (AbbreviationMention abbreviation in doc.Of<AbbreviationMention>())
            {
                if (!_labels.Exists(label => label.Overlaps(abbreviation.LongForm)) && !_names.Exists(name => !name.Weak && name.Span.Overlaps(abbreviation.LongForm)))
                {
                    seen.Add(abbreviation.Span.Of(_text)); // an outcome: "time to progression (TTP)"
                }
            }

            foreach (TextSpan label in _labels)
            {
                string name = label.Of(_text);
                if (!name.AsSpan().ContainsAny(Letters) || name.Contains('=', StringComparison.Ordinal) || (name.Length < 2 && !char.IsUpper(name[0])) || (Generic.Contains(name) && !char.IsUpper(name[0])) || !seen.Add(name))
                {
                    continue;
                }

                bool exact = name.Length < 4 || name.AsSpan().ContainsAnyInRange('A', 'Z');
                StringComparison comparison = exact && name.AsSpan(1).ContainsAnyInRange('A', 'Z') || name.Length < 4 ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
                for (int at = IndexOf(name, 0, comparison); at >= 0; at = IndexOf(name, at + name.Length, comparison))
                {
                    TextSpan span = new(at, at + name.Length);
                    if (StandsAlone(span) && (name.Length > 1 || IsLabelUse(span)))
                    {
                        Add(WithDose(span), "group.label", 0.8);
                    }
                }
            }
        }

        /// <summary>By the first letter: a search that ignores case looks at one character after the other.</summary>
        private int IndexOf(string name, int from, StringComparison comparison)
        {
            if (comparison == StringComparison.Ordinal)
            {
                return _text.IndexOf(name, from, comparison);
            }

            (char lower, char upper) = (char.ToLowerInvariant(name[0]), char.ToUpperInvariant(name[0]));
            while (_text.AsSpan(from).IndexOfAny(lower, upper) is var next and >= 0)
            {
                from += next;
                if (_text.AsSpan(from).StartsWith(name, comparison))
                {
                    return from;
                }

                from++;
            }

            return -1;
        }

        /// <summary>What stands beside a known name in a list may be a name too: "Endobutton and Rigidfix".</summary>
        private void Companions()
        {
            for (int i = _names.Count - 1; i >= 0; i--)
            {
                if (_names[i].Weak)
                {
                    continue;
                }

                foreach (string joint in Joints)
                {
                    int start = _names[i].Span.End + joint.Length;
                    if (start < _text.Length && _text.AsSpan(_names[i].Span.End).StartsWith(joint, StringComparison.Ordinal) && WordEnd(start) is var end && end > start + 1)
                    {
                        Add(new TextSpan(start, end), "group.phrase", 0.5, weak: true);
                    }

                    int last = _names[i].Span.Start - joint.Length;
                    if (last > 0 && _text.AsSpan(0, _names[i].Span.Start).EndsWith(joint, StringComparison.Ordinal) && WordStart(last) is var first && first < last - 1)
                    {
                        Add(new TextSpan(first, last), "group.phrase", 0.5, weak: true);
                    }
                }
            }
        }

        private int WordEnd(int start)
        {
            int end = start;
            while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] is '-' or '/' or '+'))
            {
                end++;
            }

            return IsNameWord(start, end) ? end : start;
        }

        private int WordStart(int end)
        {
            int start = end;
            while (start > 0 && (char.IsLetterOrDigit(_text[start - 1]) || _text[start - 1] is '-' or '/' or '+'))
            {
                start--;
            }

            return IsNameWord(start, end) ? start : end;
        }

        private bool IsNameWord(int start, int end) =>
            end > start && _text.AsSpan(start, end - start).ContainsAny(Letters) && Tokens.In(_text, new TextSpan(start, end)) is [{ Class: WordClass.Word }] && !Generic.Contains(_text[start..end]);

        /// <summary>A weak name is a group's where the text has it in such a place twice, or where it is a group's name elsewhere.</summary>
        private void Strengthen()
        {
            Dictionary<string, (int Weak, int Strong)> counts = new(StringComparer.Ordinal);
            string[] keys = new string[_names.Count];
            for (int i = 0; i < keys.Length; i++)
            {
                // What is set against something ("than letrozole") is a group rather than an outcome ("for the MMSE").
                keys[i] = GroupKey.Of(_names[i].Span.In(_text));
                (int weak, int strong) = counts.GetValueOrDefault(keys[i]);
                bool surer = !_names[i].Weak || _names[i].Rule == "group.against";
                counts[keys[i]] = (weak + 1, surer ? strong + 1 : strong);
            }

            for (int i = 0; i < keys.Length; i++)
            {
                if (_names[i].Weak && counts[keys[i]] is { Weak: > 1, Strong: > 0 })
                {
                    _names[i] = _names[i] with { Rule = "group.recurring", Confidence = 0.75, Weak = false };
                }
            }
        }

        /// <summary>One mention a place, the longest; mentions whose names share their words are one arm.</summary>
        private List<GroupMention> Settled()
        {
            Strengthen();
            _names.Sort((a, b) => a.Span.CompareTo(b.Span) is var order and not 0 ? order : b.Confidence.CompareTo(a.Confidence));
            List<Name> kept = [];
            foreach (Name name in _names)
            {
                if (kept.Count == 0 || !kept[^1].Span.Overlaps(name.Span))
                {
                    kept.Add(name);
                }
                else if ((name.Span.Length > kept[^1].Span.Length && name.Confidence >= kept[^1].Confidence) || (kept[^1].Weak && !name.Weak))
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

        private void Add(TextSpan span, string rule, double confidence, bool weak = false) => _names.Add(new Name(span, rule, confidence, weak));

        /// <summary>"50 mg tramadol", "duloxetine 40 mg": the dose belongs to the name of an arm; "50 and 100 mg tramadol" are two.</summary>
        private TextSpan WithDose(TextSpan name)
        {
            ReadOnlySpan<char> before = _text.AsSpan(0, name.Start);
            foreach (string unit in DoseUnits)
            {
                if (before.EndsWith(unit, StringComparison.Ordinal))
                {
                    int start = NumberStart(name.Start - unit.Length);
                    if (start < name.Start - unit.Length)
                    {
                        ReadOnlySpan<char> joint = _text.AsSpan(0, start);
                        foreach (string and in Joints)
                        {
                            if (joint.EndsWith(and, StringComparison.Ordinal) && NumberStart(start - and.Length) is var other && other < start - and.Length)
                            {
                                Add(new TextSpan(other, start - and.Length), "group.dose", 0.8);
                            }
                        }

                        return new TextSpan(start, name.End);
                    }
                }
            }

            int end = name.End + 1;
            while (end < _text.Length && (char.IsAsciiDigit(_text[end]) || _text[end] is '.' or ','))
            {
                end++;
            }

            if (end > name.End + 1 && name.End < _text.Length && _text[name.End] == ' ')
            {
                foreach (string unit in DoseUnits)
                {
                    if (_text.AsSpan(end).StartsWith(unit.AsSpan().TrimEnd(), StringComparison.Ordinal))
                    {
                        return new TextSpan(name.Start, end + unit.Length - 1);
                    }
                }
            }

            return _text.AsSpan(name.End).StartsWith(" alone", StringComparison.Ordinal) ? new TextSpan(name.Start, name.End + 6) : name;
        }

        private int NumberStart(int end)
        {
            int start = end;
            while (start > 0 && (char.IsAsciiDigit(_text[start - 1]) || _text[start - 1] is '.' or ','))
            {
                start--;
            }

            return start;
        }

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
                bool joint = end > from && (IsWord(end, "plus") || IsWord(end, "of") || (IsWord(end, "by") && IsWord(end - 1, "followed")) || (token.Class == WordClass.Sign && _text[token.Span.Start] is '+' or '/' or '<' or '>' or '≥' or '≤' or '='));
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

        private int HeadOfCompound(int at)
        {
            int hyphen = _text.LastIndexOf('-', _tokens[at].Span.End - 1, _tokens[at].Span.Length);
            return hyphen > _tokens[at].Span.Start && Heads.GetAlternateLookup<ReadOnlySpan<char>>().Contains(_text.AsSpan(hyphen + 1, _tokens[at].Span.End - hyphen - 1))
                && !_tokens[at].Span.In(_text).StartsWith("between", StringComparison.OrdinalIgnoreCase) && !_tokens[at].Span.In(_text).StartsWith("within", StringComparison.OrdinalIgnoreCase)
                && !_tokens[at].Span.In(_text).StartsWith("sub", StringComparison.OrdinalIgnoreCase) && !_tokens[at].Span.In(_text).StartsWith("inter", StringComparison.OrdinalIgnoreCase) ? hyphen : 0;
        }

        private bool WordEnds(int at, char c) => _text[_tokens[at].Span.End - 1] == c;

        private bool Is(int at, FrozenSet<string> words) => words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(_tokens[at].Span.In(_text));

        private bool IsWord(int at, string word) => _tokens[at].Span.In(_text).Equals(word, StringComparison.OrdinalIgnoreCase);

        private bool StandsAlone(TextSpan span) =>
            (span.Start == 0 || !char.IsLetterOrDigit(_text[span.Start - 1])) && (span.End == _text.Length || !char.IsLetterOrDigit(_text[span.End])
            || (char.IsLower(_text[span.End - 1]) && char.IsUpper(_text[span.End])))
            && !(span.Start > 1 && _text[span.Start - 1] is '/' or '+' or '-' && char.IsLetterOrDigit(_text[span.Start - 2]))
            && !(span.End + 1 < _text.Length && _text[span.End] is '/' or '+' && char.IsLetterOrDigit(_text[span.End + 1]));

        private bool IsLabelUse(TextSpan span)
        {
            ReadOnlySpan<char> after = _text.AsSpan(span.End).TrimStart();
            return after.IsEmpty || !char.IsLetterOrDigit(after[0]) || after.StartsWith("vs", StringComparison.Ordinal) || after.StartsWith("and ", StringComparison.Ordinal)
                || after.StartsWith("than", StringComparison.Ordinal) || after.StartsWith("arm", StringComparison.Ordinal) || after.StartsWith("group", StringComparison.Ordinal);
        }
    }
}
