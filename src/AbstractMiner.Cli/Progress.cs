using System.Diagnostics;
using System.Globalization;
using AbstractMiner.Ingest;
using AbstractMiner.Pipeline;
using Spectre.Console;

namespace AbstractMiner.Cli;

/// <summary>Tells on the error stream how far a run is: a bar on a terminal, a line every few seconds otherwise.</summary>
internal static class Progress
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan RedrawEvery = TimeSpan.FromMilliseconds(100);

    public static async Task<RunReport> Of(InputList inputs, Func<IProgress<RunCounts>, Task<RunReport>> run)
    {
        if (Console.IsErrorRedirected)
        {
            return await run(new Lines(inputs.Files.Length));
        }

        return await Terminal.Error.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new RemainingTimeColumn())
            .StartAsync(async context => await run(new Bar(context.AddTask("starting", maxValue: Math.Max(1, inputs.Files.Length)))));
    }

    /// <summary>A study that was reported twice counts once; its second report is told apart.</summary>
    public static string Line(RunCounts counts, double seconds) => string.Create(CultureInfo.InvariantCulture,
        $"{counts.Files} files, {counts.Abstracts - counts.Duplicates} abstracts, {counts.Findings - counts.DuplicateFindings} findings, {Duplicates(counts)}{counts.Rejected} rejected, {counts.Flags} flags, {seconds:0.0} seconds");

    private static string Duplicates(RunCounts counts) => counts.Duplicates == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
        $"{counts.Duplicates} duplicate abstracts with {counts.DuplicateFindings} findings, ");

    private sealed class Bar(ProgressTask task) : IProgress<RunCounts>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();

        public void Report(RunCounts value)
        {
            if (_clock.Elapsed < RedrawEvery && value.Files < task.MaxValue)
            {
                return;
            }

            _clock.Restart();
            task.Value = value.Files;
            task.Description = Markup.Escape($"{value.Abstracts} abstracts, {value.Findings} findings");
        }
    }

    private sealed class Lines(int files) : IProgress<RunCounts>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private TimeSpan _next = LineEvery;

        public void Report(RunCounts value)
        {
            if (_clock.Elapsed < _next)
            {
                return;
            }

            _next = _clock.Elapsed + LineEvery;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{value.Files} of {files} files, {value.Abstracts} abstracts, {value.Findings} findings, {value.Abstracts / _clock.Elapsed.TotalSeconds:0} abstracts/s"));
        }
    }
}
