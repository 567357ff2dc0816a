namespace AbstractMiner.Ingest;

/// <summary>Where to cut a dump that is too long to be held: between two abstracts, as well as a glance can tell.</summary>
internal static class TextBoundary
{
    /// <summary>The best start of a line in the second half of the text, or 0 where no line ends in it.</summary>
    public static int Find(ReadOnlySpan<char> text)
    {
        int best = 0;
        int bestScore = -1;
        int from = text.Length / 2;
        for (int at = from; at < text.Length;)
        {
            int feed = text[at..].IndexOf('\n');
            if (feed < 0)
            {
                break;
            }

            at += feed + 1;
            int score = Score(text[..at], text[at..]);
            if (at < text.Length && score >= bestScore)
            {
                best = at;
                bestScore = score;
            }
        }

        return best > 0 ? best : text[..from].LastIndexOf('\n') + 1;
    }

    private static int Score(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        ReadOnlySpan<char> block = before.TrimEnd();
        int blankLines = before[block.Length..].Count('\n') - 1;
        if (block.IsEmpty || after.IsEmpty || char.IsWhiteSpace(after[0]))
        {
            return 0;
        }

        int score = blankLines > 0 ? 2 : 0;
        score += blankLines > 1 ? 1 : 0;

        // A title has no full stop: after a sentence an abstract may end, after a title its text must follow.
        score += block[^1] is '.' or '。' or ')' or '*' or '?' or '!' ? 2 : 0;
        ReadOnlySpan<char> line = after[..(after.IndexOf('\n') is var end and >= 0 ? end : after.Length)].Trim();
        score += !line.IsEmpty && !char.IsLower(line[0]) ? 1 : 0;

        // A number of its own (PS7:131, Abstract 12) or a title in capitals begins an abstract.
        ReadOnlySpan<char> head = line[..Math.Min(line.Length, 16)];
        bool numbered = head.IndexOfAnyInRange('0', '9') >= 0 && char.IsLetterOrDigit(line[0]);
        bool capitals = line.Length > 12 && line.IndexOfAnyInRange('a', 'z') < 0 && line.IndexOfAnyInRange('A', 'Z') >= 0;
        return score + (capitals ? 2 : numbered ? 1 : 0);
    }
}
