using System.Globalization;
using AbstractMiner.Benchmarks;
using BenchmarkDotNet.Running;

// --generate N DIR writes N abstracts, 500 to a dump, for a run of the whole program; anything else is BenchmarkDotNet's.
if (args is ["--generate", var number, var folder])
{
    const int PerDump = 500;
    int count = int.Parse(number, CultureInfo.InvariantCulture);
    AbstractGenerator generator = new(seed: 1);
    Directory.CreateDirectory(folder);
    for (int first = 1; first <= count; first += PerDump)
    {
        File.WriteAllText(Path.Combine(folder, $"dump_{first:000000}.txt"), generator.Dump(first, Math.Min(PerDump, count - first + 1)));
    }

    return;
}

// --profile N tells how long the start takes, and the processor time of each step over N abstracts.
if (args is ["--profile", var size])
{
    StageProfile.Run(int.Parse(size, CultureInfo.InvariantCulture), Console.Out);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(PipelineBenchmark).Assembly).Run(args);
