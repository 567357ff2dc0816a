using System.Text.RegularExpressions;

namespace AbstractMiner.Patterns;

/// <summary>A table of ATC codes and names: "L04AA24⇥abatacept". Codes of seven characters are substances, shorter ones classes.</summary>
internal static partial class AtcRelease
{
    public static IEnumerable<ReleasedConcept> Read(TextReader reader, string file)
    {
        long number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            string[] cells = line.Split('\t');
            bool isHead = number == 1 && !CodeRegex().IsMatch(cells[0]);
            if (isHead || line.Length == 0)
            {
                continue;
            }

            if (cells.Length < 2 || !CodeRegex().IsMatch(cells[0]) || cells[1].Length == 0)
            {
                throw new ReleaseException(file, number, "The line is no ATC code and name parted by a tab.", "Put the code into the first column and the name into the second.");
            }

            if (cells[0].Length is 7 or 5)
            {
                yield return new ReleasedConcept(cells[1].ToLowerInvariant(), [$"ATC:{cells[0]}"], [], [], cells[0].Length == 7 ? "" : "class");
            }
        }
    }

    [GeneratedRegex("^[A-Z](?:[0-9]{2}(?:[A-Z](?:[A-Z](?:[0-9]{2})?)?)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeRegex();
}
