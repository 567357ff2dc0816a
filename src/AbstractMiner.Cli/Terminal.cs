using Spectre.Console;

namespace AbstractMiner.Cli;

/// <summary>The two streams that a person reads. Texts are written as they are: a bracket in one is never taken for markup.</summary>
internal static class Terminal
{
    /// <summary>Columns of a table that no terminal bounds.</summary>
    private const int PlainWidth = 160;

    /// <summary>For what was asked for.</summary>
    public static IAnsiConsole Out { get; } = Open(Console.Out, Console.IsOutputRedirected);

    /// <summary>For progress and errors.</summary>
    public static IAnsiConsole Error { get; } = Open(Console.Error, Console.IsErrorRedirected);

    private static IAnsiConsole Open(TextWriter writer, bool redirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (redirected)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }
}
