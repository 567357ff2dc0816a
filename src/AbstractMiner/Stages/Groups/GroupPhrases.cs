using AbstractMiner.Annotation;
using AbstractMiner.Patterns;
using AbstractMiner.Text;

namespace AbstractMiner.Stages.Groups;

/// <summary>Reads the names of groups from the phrases of a sentence: "the visual group", "patients treated with letrozole", "randomised to A or B".</summary>
internal sealed class GroupPhrases(GroupNames names)
{
    private readonly List<TextSpan> _tested = [.. names.Doc.Of<PValueMention>().Where(p => !p.IsThreshold).Select(p => p.Span), .. names.Doc.Of<EstimateMention>().Where(estimate => estimate.Statistic != Statistic.Count).Select(estimate => estimate.Span)];
    private PhraseTokens _words = PhraseTokens.None;

    public void Read(Sentence sentence, PhraseTokens words)
    {
        _words = words;
        bool reports = sentence.Section is SectionKind.Results or SectionKind.Conclusions || _tested.Exists(span => sentence.Span.Contains(span.Start));
        bool assigning = reports;
        for (int i = 0; i < _words.Count; i++)
        {
            if (!reports && _words[i].Class == WordClass.Open && i + 2 < _words.Count && i > 0 && _words.IsWord(i + 1, "n") && names.Text[_words[i + 2].Span.Start] == '=' && _words.NameStart(i) is var named && named < i && !_words.AllQuantities(named, i))
            {
                names.AddLabel(_words[named].Span.Hull(_words[i - 1].Span)); // "letrozole (n = 453)"
            }

            if (_words[i].Class is WordClass.Comma or WordClass.Stop or WordClass.Open or WordClass.Close or WordClass.Number)
            {
                continue;
            }

            if (_words.Is(i, GroupWord.Head))
            {
                Headed(i);
            }
            else if (_words.HeadOfCompound(i) is var head and > 0)
            {
                names.Add(_words[i].Span, "group.headed", 0.9); // "the HCF-group"
                names.AddLabel(new TextSpan(_words[i].Span.Start, head));
            }
            else if (_words.Is(i, GroupWord.Person))
            {
                Peopled(i);
            }
            else if (_words.Is(i, GroupWord.Plain))
            {
                names.Add(_words[i].Span, "group.plain", 0.85);
            }
            else if (_words.Is(i, GroupWord.Against) || (_words.Is(i, GroupWord.Near) && i > 0 && _words.IsValueEnd(i - 1)))
            {
                Phrase(i);
            }

            if (!assigning && _words.Is(i, GroupWord.Assigning))
            {
                assigning = true;
                Assigned(i);
            }
        }
    }

    /// <summary>"the visual group", "Calendula (53%) and Sorbolene (62%) groups", "arms I and II", "group A".</summary>
    private void Headed(int head)
    {
        if (_words.Label(head + 1) || _words.ShortLabel(head))
        {
            int last = head + 1;
            names.Add(_words[head].Span.Hull(_words[last].Span), "group.letter", 0.95);
            names.AddLabel(_words[last].Span);
            while (last + 2 < _words.Count && _words.IsJoint(last + 1) && _words.Label(last + 2))
            {
                last += 2;
                names.Add(_words[last].Span, "group.letter", 0.9);
                names.AddLabel(_words[last].Span);
            }

            return;
        }

        int end = head;
        bool plural = _words.WordEnds(head, 's');
        bool found = false;
        do
        {
            int start = _words.NameStart(end);
            if (start < end)
            {
                int last = LastOfName(start, end);
                TextSpan label = _words[start].Span.Hull(_words[last].Span);
                if (!_words.AllQuantities(start, end) && !(plural && !found && last == start && _words.Is(start, GroupWord.Studied) && !(start > 0 && _words.IsJoint(start - 1))))
                {
                    names.Add(found || last < head - 1 ? label : label.Hull(_words[head].Span), "group.headed", 0.92);
                    names.AddLabel(label);
                    found = true;
                }
            }

            int before = start - 1;
            while (before > 0 && _words[before].Class == WordClass.Determiner)
            {
                before--;
            }

            end = before > 0 && plural && _words.IsJoint(before) && start < end ? before : -1;
            if (end > 1 && _words[end - 1].Class == WordClass.Comma)
            {
                end--; // "A, B, and C groups"
            }
        }
        while (end > 0 && head - end < 24);

        if (!found && !plural && head + 2 < _words.Count && (_words.Is(head + 1, GroupWord.Treated) || _words.Is(head + 1, GroupWord.Having)))
        {
            Treatment(head + 1, _words[head].Span.Start);
        }
    }

    /// <summary>"patients treated with letrozole", "women with basal cancer", "vaccinated patients", "African Americans".</summary>
    private void Peopled(int people)
    {
        int start = _words.NameStart(people);
        if (start < people && !_words.AllQuantities(start, people) && _words[start].Class != WordClass.Number)
        {
            names.Add(_words[start].Span.Hull(_words[people].Span), "group.people", 0.6, weak: true);
        }

        int next = people + 1;
        if (next < _words.Count && _words.IsWord(next, "who"))
        {
            next += next + 1 < _words.Count && _words[next + 1].Class == WordClass.Verb && !_words.Is(next + 1, GroupWord.Treated) ? 2 : 1;
        }

        if (next < _words.Count && (_words.Is(next, GroupWord.Treated) || _words.Is(next, GroupWord.Having)))
        {
            Treatment(next, _words.Is(next, GroupWord.Having) ? _words[people].Span.Start : -1);
        }
    }

    /// <summary>The phrase after "treated with"; with a start, the words from there on belong to the name.</summary>
    private void Treatment(int verb, int start)
    {
        int at = verb + 1;
        while (at < _words.Count && (_words.IsWord(at, "with") || _words.IsWord(at, "to") || _words.IsWord(at, "receive") || _words[at].Class == WordClass.Determiner))
        {
            at++;
        }

        int end = _words.NameEnd(at);
        if (end > at)
        {
            TextSpan name = _words[at].Span.Hull(_words[end - 1].Span);
            names.Add(start >= 0 ? new TextSpan(start, name.End) : name, start >= 0 ? "group.having" : "group.treated", start >= 0 ? 0.6 : 0.85, weak: start >= 0);
            if (start < 0)
            {
                names.AddLabel(name);
            }
        }
    }

    /// <summary>"56.6% for ivermectin", "than with trolamine".</summary>
    private void Phrase(int preposition)
    {
        bool against = _words.Is(preposition, GroupWord.Against);
        if (_words.IsWord(preposition, "to") && !(preposition > 0 && _words.IsWord(preposition - 1, "compared")))
        {
            return;
        }

        int at = preposition + 1;
        while (at < _words.Count && (_words[at].Class == WordClass.Determiner || _words.Is(at, GroupWord.Near) || _words.IsWord(at, "those") || _words.IsWord(at, "to") || _words.Is(at, GroupWord.Treated)))
        {
            at++;
        }

        string rule = against ? "group.against" : "group.phrase";
        for (int end = _words.NameEnd(at); end > at && _words[at].Class == WordClass.Word && !_words.Is(at, GroupWord.Person); end = _words.NameEnd(at))
        {
            names.Add(_words[at].Span.Hull(_words[end - 1].Span), rule, 0.5, weak: true);
            at = end;
            while (at < _words.Count && at - end < 2 && _words.IsJoint(at))
            {
                at++; // "for PTX, PWI, and PTI"
            }

            if (at == end || at >= _words.Count)
            {
                break;
            }
        }
    }

    /// <summary>The members of a list after "randomised to" or "comparing" are labels where the text uses them again; so are those round "versus".</summary>
    private void Assigned(int trigger)
    {
        bool versus = _words.IsWord(trigger, "versus") || _words.IsWord(trigger, "vs");
        bool compares = _words.IsWord(trigger, "compare") || _words.IsWord(trigger, "comparing");
        int from = trigger + 1;
        if (versus || _words.IsWord(trigger, "compared"))
        {
            int start = _words.NameStart(trigger);
            if (start < trigger)
            {
                names.AddLabel(_words[start].Span.Hull(_words[LastOfName(start, trigger)].Span));
            }
        }

        while (!versus && !compares && from < _words.Count && from - trigger < 12 && !IsOpening(from))
        {
            from++;
        }

        int members = 0;
        bool open = true; // a member may begin here
        for (int i = from; i < _words.Count && members < 8 && i - from < 60; i++)
        {
            Token token = _words[i];
            if (token.Class == WordClass.Open)
            {
                if (i + 2 < _words.Count && _words[i + 2].Class is WordClass.Close or WordClass.Stop or WordClass.Comma && IsShortForm(_words[i + 1].Span))
                {
                    names.AddLabel(_words[i + 1].Span); // "weekly iniparib (PWI)"
                }

                while (i < _words.Count && _words[i].Class != WordClass.Close)
                {
                    i++;
                }
            }
            else if (open && token.Class == WordClass.Word && GroupWords.Reporting.Holds(_words.Word(i)))
            {
                if (!IsGiven(i))
                {
                    break; // "randomised ... to assess": what follows is an aim
                }
            }
            else if (_words.IsJoint(i) || (token.Class == WordClass.Stop && names.Text[token.Span.Start] is ':' or ';') || _words.IsWord(i, "to") || _words.IsWord(i, "with") || _words.IsWord(i, "versus"))
            {
                open = true;
            }
            else if (open && token.Class == WordClass.Word && !_words.Is(i, GroupWord.Person) && !_words.Is(i, GroupWord.Head))
            {
                int end = _words.NameEnd(i);
                names.AddLabel(token.Span.Hull(_words[end - 1].Span));
                members++;
                i = end - 1;
                open = false;
            }
            else if (token.Class == WordClass.Verb && members > 0 && !_words.Is(i, GroupWord.Treated))
            {
                break;
            }
        }
    }

    private bool IsOpening(int at) =>
        _words.IsWord(at, "to") || _words.IsWord(at, "into") || _words.IsWord(at, "with") || _words.IsWord(at, "either") || names.Text[_words[at].Span.Start] == ':';

    private bool IsGiven(int at) => _words.IsWord(at, "receive") || _words.IsWord(at, "undergo") || _words.IsWord(at, "take") || _words.IsWord(at, "continue") || _words.IsWord(at, "use") || _words.IsWord(at, "compare") || _words.IsWord(at, "comparing");

    private bool IsShortForm(TextSpan span)
    {
        ReadOnlySpan<char> word = span.In(names.Text);
        return word.Length is >= 2 and <= 10 && GroupWords.Capitals(word) * 2 >= word.Length;
    }

    /// <summary>The last token of a name before a bracket with numbers: "Calendula (53%)", but "bone marrow (SBM)".</summary>
    private int LastOfName(int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (_words[i].Class == WordClass.Open)
            {
                return i + 2 < end && _words[i + 2].Class == WordClass.Close && _words[i + 1].Class == WordClass.Word ? end - 1 : Math.Max(start, i - 1);
            }
        }

        return end - 1;
    }
}
