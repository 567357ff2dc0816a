using System.Diagnostics;
using System.Threading.Tasks.Dataflow;
using AbstractMiner.Annotation;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Review;

namespace AbstractMiner.Pipeline;

/// <summary>
/// The main job: inputs to tables. Documents flow through four steps (segment, identify, annotate and render, write) that
/// work at the same time on what is at hand and never hold more; the order of the input is kept, so the bytes are the same
/// for any number of jobs.
/// </summary>
/// <param name="jobs">Abstracts that are read at the same time.</param>
public sealed class MineRun(Pipeline pipeline, ReadOptions reading, int jobs)
{
    /// <summary>Items between two marks that a resumed run can start from.</summary>
    private const int MarkEvery = 500;

    private const int RejectionsTold = 20;

    /// <summary>What reviewers decided on earlier runs; it is put into the tables before they are published.</summary>
    public IReadOnlyList<Correction> Corrections { get; init; } = [];

    /// <summary>Reads all inputs and writes the output; throws for no content of theirs.</summary>
    /// <exception cref="IOException">The output cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; what is marked so far can be resumed.</exception>
    public async Task<RunReport> RunAsync(InputList inputs, RunOutput output, RunHead head, IProgress<RunCounts>? progress, CancellationToken stop)
    {
        Stopwatch clock = Stopwatch.StartNew();
        Writing writing = new(output, progress);
        IdentityRegister register = new();
        long items = 0;

        ExecutionDataflowBlockOptions one = new() { EnsureOrdered = true, BoundedCapacity = 16 * jobs, CancellationToken = stop };
        ExecutionDataflowBlockOptions many = new()
        {
            EnsureOrdered = true, BoundedCapacity = 16 * jobs, CancellationToken = stop, MaxDegreeOfParallelism = jobs,

            // Both parallel steps share the jobs.
            TaskScheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, jobs).ConcurrentScheduler,
        };

        // A document may be a dump of hundreds of abstracts: few of them wait.
        ExecutionDataflowBlockOptions documents = new()
        {
            EnsureOrdered = true, BoundedCapacity = 2 * jobs, CancellationToken = stop, MaxDegreeOfParallelism = jobs, TaskScheduler = many.TaskScheduler,
        };
        TransformManyBlock<ReadItem, Work> segment = new(Segment, documents);
        TransformManyBlock<Work, Work> identify = new(work => Identify(work) is { } next ? [next] : [], one);
        TransformBlock<Work, Work> annotate = new(work => Annotate(work, output.Exporters), many);
        ActionBlock<Work> write = new(writing.Write, one);
        DataflowLinkOptions onward = new() { PropagateCompletion = true };
        segment.LinkTo(identify, onward);
        identify.LinkTo(annotate, onward);
        annotate.LinkTo(write, onward);

        Work? Identify(Work work)
        {
            Identity? identity = work.Doc is { } doc ? register.Enter(doc) : null;
            bool done = work.Item is not InputTally && items++ < output.Done;
            return done ? null : work with { Identity = identity };
        }

        await Task.Run(() => ReadAsync(inputs, segment, write.Completion, stop), CancellationToken.None).ConfigureAwait(false);
        await write.Completion.ConfigureAwait(false);
        output.Complete();
        ReplayResult? replay = Corrections.Count == 0 ? null : output.Replay(Corrections);
        RunReport report = new(head, writing.Tallies, writing.Counts, Math.Round(clock.Elapsed.TotalSeconds, 3)) { FirstRejections = writing.FirstRejections, Replay = replay };
        output.Publish(report.ToJson());
        return report;
    }

    /// <summary>Reads one input after another and never gets far ahead of the writing.</summary>
    private async Task ReadAsync(InputList inputs, TransformManyBlock<ReadItem, Work> segment, Task written, CancellationToken stop)
    {
        try
        {
            foreach (ReadItem item in inputs.Rejections.Concat(inputs.Files.SelectMany(file => ReaderCatalog.Read(file, reading))))
            {
                // Where the writing failed nothing more is taken, and its exception is told by the caller.
                Task<bool> taken = segment.SendAsync(item, stop);
                if (await Task.WhenAny(taken, written).ConfigureAwait(false) == written || !await taken.ConfigureAwait(false))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The last step tells it.
        }
        finally
        {
            segment.Complete();
        }
    }

    private static IEnumerable<Work> Segment(ReadItem item)
    {
        if (item is not RawDocument document)
        {
            return [new Work(item)];
        }

        try
        {
            return [.. Pipeline.Segment(document).Select(doc => new Work(document, doc))];
        }
        catch (Exception e)
        {
            return [new Work(Failed(document, e))];
        }
    }

    private Work Annotate(Work work, IReadOnlyList<IExporter> exporters)
    {
        if (work is not { Doc: { } doc, Identity: { } identity })
        {
            return work;
        }

        try
        {
            ExportedAbstract item = new(pipeline.Annotate(doc), identity);
            ReadOnlyMemory<byte>[] files = new ReadOnlyMemory<byte>[exporters.Count];
            for (int i = 0; i < files.Length; i++)
            {
                MemoryStream bytes = new();
                exporters[i].Write(item, bytes);
                files[i] = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
            }

            return work with { Files = files, Findings = item.Doc.Findings.Length, Flags = item.Doc.Flags.Length };
        }
        catch (Exception e)
        {
            // A fault of the program must not cost the user the rest of the run; it is told, not hidden.
            return new Work(Failed(doc.Source, e));
        }
    }

    private static Rejection Failed(RawDocument document, Exception e) => new(document.Source, document.Record ?? $"document {document.Origin.Number}",
        $"The program failed on this text: {e.GetType().Name}: {e.Message}", "Report it together with the text.");

    /// <summary>An item on its way: a document's abstract, a rejection or a tally.</summary>
    private sealed record Work(ReadItem Item, AnnotatedAbstract? Doc = null, Identity? Identity = null)
    {
        /// <summary>What each exporter says of the abstract.</summary>
        public IReadOnlyList<ReadOnlyMemory<byte>> Files { get; init; } = [];

        public int Findings { get; init; }

        public int Flags { get; init; }
    }

    private sealed class Writing(RunOutput output, IProgress<RunCounts>? progress)
    {
        private long _items = output.Done;

        public List<InputTally> Tallies { get; } = [];

        public List<Rejection> FirstRejections { get; } = [];

        public RunCounts Counts { get; private set; } = output.Counts with { Files = 0 };

        public void Write(Work work)
        {
            switch (work.Item)
            {
                case InputTally tally:
                    Tallies.Add(tally);
                    Counts = Counts with { Files = Counts.Files + 1 };
                    break;
                case Rejection rejection:
                    output.Write(rejection);
                    if (FirstRejections.Count < RejectionsTold)
                    {
                        FirstRejections.Add(rejection);
                    }

                    Counts = Counts with { Rejected = Counts.Rejected + 1 };
                    _items++;
                    break;
                default:
                    for (int i = 0; i < work.Files.Count; i++)
                    {
                        output.Write(output.Exporters[i].FileName, work.Files[i].Span);
                    }

                    bool duplicate = work.Identity?.DuplicateOf is not null;
                    Counts = Counts with
                    {
                        Abstracts = Counts.Abstracts + 1,
                        Findings = Counts.Findings + work.Findings,
                        Flags = Counts.Flags + work.Flags,
                        Duplicates = Counts.Duplicates + (duplicate ? 1 : 0),
                        DuplicateFindings = Counts.DuplicateFindings + (duplicate ? work.Findings : 0),
                    };
                    _items++;
                    break;
            }

            if (_items % MarkEvery == 0 && work.Item is not InputTally)
            {
                output.Mark(_items, Counts);
            }

            progress?.Report(Counts);
        }
    }
}
