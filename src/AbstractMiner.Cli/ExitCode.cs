namespace AbstractMiner.Cli;

/// <summary>What the program says to the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    public const int Failure = 1;

    /// <summary>Wrong usage or configuration.</summary>
    public const int Usage = 2;

    /// <summary>Done, but something was rejected and <c>--strict</c> was given.</summary>
    public const int Rejected = 3;
}
