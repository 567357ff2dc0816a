using AbstractMiner.Text;

namespace AbstractMiner.Ingest;

internal static class MathPass
{
    public static NormalisedText? Apply(string text) => null;
}
