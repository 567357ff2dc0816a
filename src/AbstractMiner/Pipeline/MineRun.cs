using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Tasks.Dataflow;
using AbstractMiner.Annotation;
using AbstractMiner.Export;
using AbstractMiner.Ingest;
using AbstractMiner.Review;

namespace AbstractMiner.Pipeline;

/// <summary>
/// The main job: inputs to tables. Documents flow through four steps (segment, identify, annotate and render, write) that
/// work at the same time on what is at hand and never hold more; their abstracts are annotated a batch at a time. The order
/// of the input is kept, so the bytes are the same for any number of jobs.
/// </summary>
/// <param name="jobs">Abstracts that are read at the same time.</param>
public sealed class MineRun(Pipeline pipeline, ReadOptions reading, int jobs)
{
    /// <summary>Items between two marks that a resumed run can start from.</summary>
    private const int MarkEvery = 500;

    /// <summary>Enough for the processor to warm to each stage, few enough for a small run to have work for every job.</summary>
    private const int BatchSize = 32;

    private const int RejectionsTold = 20;

    /// <summary>Streams that are written and may be filled again.</summary>
    private readonly ConcurrentBag<MemoryStream> _written = [];

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

        // A document may be a dump of hundreds of abstracts: few of them wait, and few batches.
        ExecutionDataflowBlockOptions one = new() { EnsureOrdered = true, BoundedCapacity = 2 * BatchSize, CancellationToken = stop };
        ExecutionDataflowBlockOptions many = new()
        {
            EnsureOrdered = true, BoundedCapacity = 2 * jobs, CancellationToken = stop, MaxDegreeOfParallelism = jobs,

            // Both parallel steps share the jobs.
            TaskScheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, jobs).ConcurrentScheduler,
        };
        TransformManyBlock<ReadItem, Work> segment = new(Segment, many);
        TransformManyBlock<Work, Work> identify = new(work => Identify(work) is { } next ? [next] : [], one);
        BatchBlock<Work> batch = new(BatchSize, new GroupingDataflowBlockOptions { BoundedCapacity = 2 * jobs * BatchSize, CancellationToken = stop });
        TransformManyBlock<Work[], Batch> annotate = new(works => Annotate(works, output.Exporters), many);
        ActionBlock<Batch> write = new(Write, one);
        DataflowLinkOptions onward = new() { PropagateCompletion = true };
        segment.LinkTo(identify, onward);
        identify.LinkTo(batch, onward);
        batch.LinkTo(annotate, onward);
        annotate.LinkTo(write, onward);

        Work? Identify(Work work)
        {
            Identity? identity = work.Doc is { } doc ? register.Enter(doc) : null;
            bool done = work.Item is not InputTally && items++ < output.Done;
            return done ? null : work with { Identity = identity };
        }

        void Write(Batch batch)
        {
            writing.Write(batch);
            foreach (MemoryStream file in batch.Files)
            {
                file.SetLength(0);
                _written.Add(file);
            }
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

    private IEnumerable<Batch> Annotate(Work[] works, IReadOnlyList<IExporter> exporters)
    {
        try
        {
            return [Render(works, exporters)];
        }
        catch (Exception) when (works.Length > 1)
        {
            // Which of them it was is seen when each is read by itself.
            return works.SelectMany(work => Annotate([work], exporters)).ToArray();
        }
        catch (Exception e) when (works is [{ Doc: { } doc }])
        {
            // A fault of the program must not cost the user the rest of the run; it is told, not hidden.
            return [new Batch([Failed(doc.Source, e)], [], RunCounts.None with { Rejected = 1 })];
        }
    }

    private Batch Render(Work[] works, IReadOnlyList<IExporter> exporters)
    {
        Work[] abstracts = Array.FindAll(works, work => work.Doc is not null);
        AnnotatedAbstract[] docs = pipeline.Annotate(Array.ConvertAll(abstracts, work => work.Doc!));
        ExportedAbstract[] items = [.. docs.Zip(abstracts, (doc, work) => new ExportedAbstract(doc, work.Identity!))];
        return new Batch(Array.ConvertAll(works, work => work.Item), [.. exporters.Select(exporter => Bytes(exporter, items))], Count(works, items));
    }

    private MemoryStream Bytes(IExporter exporter, ExportedAbstract[] items)
    {
        MemoryStream bytes = _written.TryTake(out MemoryStream? used) ? used : new MemoryStream();
        exporter.Write(items, bytes);
        return bytes;
    }

    private static RunCounts Count(Work[] works, ExportedAbstract[] items)
    {
        ExportedAbstract[] duplicates = Array.FindAll(items, item => item.DuplicateOf is not null);
        return new RunCounts(
            works.Count(work => work.Item is InputTally),
            items.Length,
            items.Sum(item => (long)item.Doc.Findings.Length),
            works.Count(work => work.Item is Rejection),
            items.Sum(item => (long)item.Doc.Flags.Length))
        {
            Duplicates = duplicates.Length, DuplicateFindings = duplicates.Sum(item => (long)item.Doc.Findings.Length),
        };
    }

    private static Rejection Failed(RawDocument document, Exception e) => new(document.Source, document.Record ?? $"document {document.Origin.Number}",
        $"The program failed on this text: {e.GetType().Name}: {e.Message}", "Report it together with the text.");

    /// <summary>An item on its way: a document's abstract, a rejection or a tally.</summary>
    private sealed record Work(ReadItem Item, AnnotatedAbstract? Doc = null, Identity? Identity = null);

    /// <summary>Items that are read, in order.</summary>
    /// <param name="Files">What each exporter says of the abstracts.</param>
    private sealed record Batch(ReadItem[] Items, MemoryStream[] Files, RunCounts Counts);

    private sealed class Writing(RunOutput output, IProgress<RunCounts>? progress)
    {
        private long _items = output.Done;
        private long _marked = output.Done;

        public List<InputTally> Tallies { get; } = [];

        public List<Rejection> FirstRejections { get; } = [];

        public RunCounts Counts { get; private set; } = output.Counts with { Files = 0 };

        public void Write(Batch batch)
        {
            for (int i = 0; i < batch.Files.Length; i++)
            {
                output.Write(output.Exporters[i].FileName, batch.Files[i].GetBuffer().AsSpan(0, (int)batch.Files[i].Length));
            }

            foreach (ReadItem item in batch.Items)
            {
                Write(item);
            }

            Counts += batch.Counts;
            if (_items - _marked >= MarkEvery)
            {
                output.Mark(_items, Counts);
                _marked = _items;
            }

            progress?.Report(Counts);
        }

        private void Write(ReadItem item)
        {
            if (item is InputTally tally)
            {
                Tallies.Add(tally);
                return;
            }

            _items++;
            if (item is Rejection rejection)
            {
                output.Write(rejection);
                if (FirstRejections.Count < RejectionsTold)
                {
                    FirstRejections.Add(rejection);
                }
            }
        }
    }
}
