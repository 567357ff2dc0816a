using System.Globalization;

namespace AbstractMiner.Ingest;

/// <summary>What a site's robots.txt asks of this program (RFC 9309): of the rules that match a path the longest decides.</summary>
internal sealed class RobotsRules
{
    private readonly List<(string Path, bool Allow)> _rules = [];

    public static RobotsRules AllowAll { get; } = new();

    /// <summary>The wait between requests that the site asks for.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>Reads the group of the program, else the group of all. Never throws.</summary>
    public static RobotsRules Parse(string text, string userAgent)
    {
        RobotsRules own = new();
        RobotsRules all = new();
        bool named = false;
        bool inAgents = false;
        List<RobotsRules> group = [];
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> line = raw.IndexOf('#') is var hash and >= 0 ? raw[..hash] : raw;
            int colon = line.IndexOf(':');
            if (colon < 0)
            {
                continue;
            }

            ReadOnlySpan<char> key = line[..colon].Trim();
            string value = line[(colon + 1)..].Trim().ToString();
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                if (!inAgents)
                {
                    group.Clear();
                }

                inAgents = true;
                if (value == "*")
                {
                    group.Add(all);
                }
                else if (value.Length > 0 && userAgent.Split('/', ' ')[0].Equals(value.Split('/')[0], StringComparison.OrdinalIgnoreCase))
                {
                    named = true;
                    group.Add(own);
                }

                continue;
            }

            inAgents = false;
            foreach (RobotsRules rules in group)
            {
                rules.Add(key, value);
            }
        }

        return named ? own : all;
    }

    public bool Allows(Uri address)
    {
        string path = address.PathAndQuery;
        (string Path, bool Allow) best = ("", true);
        foreach ((string pattern, bool allow) in _rules)
        {
            if ((pattern.Length > best.Path.Length || (pattern.Length == best.Path.Length && allow)) && Matches(pattern, path))
            {
                best = (pattern, allow);
            }
        }

        return best.Allow;
    }

    private void Add(ReadOnlySpan<char> key, string value)
    {
        if (key.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase))
        {
            Delay = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < 3600 ? TimeSpan.FromSeconds(seconds) : Delay;
        }
        else if (value.Length > 0 && key.Equals("disallow", StringComparison.OrdinalIgnoreCase))
        {
            _rules.Add((value, false));
        }
        else if (value.Length > 0 && key.Equals("allow", StringComparison.OrdinalIgnoreCase))
        {
            _rules.Add((value, true));
        }
    }

    /// <summary><c>*</c> stands for anything, <c>$</c> for the end of the path.</summary>
    private static bool Matches(string pattern, string path)
    {
        bool whole = pattern.EndsWith('$');
        string[] parts = (whole ? pattern[..^1] : pattern).Split('*');
        if (!path.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        int at = parts[0].Length;
        for (int i = 1; i < parts.Length; i++)
        {
            bool last = whole && i == parts.Length - 1;
            int found = last ? (path.EndsWith(parts[i], StringComparison.Ordinal) ? path.Length - parts[i].Length : -1) : path.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < at)
            {
                return false;
            }

            at = found + parts[i].Length;
        }

        return !whole || at == path.Length;
    }
}
