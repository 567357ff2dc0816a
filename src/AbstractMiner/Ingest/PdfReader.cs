using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Xml;

namespace AbstractMiner.Ingest;

/// <summary>
/// A PDF, through the program <c>pdftotext</c> of poppler: it gives each word with its place on the page, and the columns of
/// the page are put in the order of reading by <see cref="PdfPage"/>.
/// </summary>
public sealed class PdfReader(string program = "pdftotext") : IReader
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = false };

    /// <summary>Of one file: a supplement of a thousand pages takes a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public string Format => "pdf";

    public bool Recognises(InputHead head) => head.Bytes.Span[..Math.Min(head.Bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0;

    public IEnumerable<ReadItem> Read(Input input)
    {
        using FileStream copy = input.Spool();
        using Process process = Start(copy.Name);
        using CancellationTokenSource patience = new(Patience);
        using CancellationTokenRegistration stop = patience.Token.Register(() => Stop(process));
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync();
            TextWindows windows = new(input);
            RunningLines running = new();
            bool any = false;
            foreach (PdfPage page in Pages(process.StandardOutput, errors, patience.Token))
            {
                foreach (string text in running.Without(page))
                {
                    windows.Append(text);
                }

                foreach (RawDocument document in windows.Take(atEnd: false))
                {
                    any = true;
                    yield return document;
                }
            }

            foreach (string text in running.Rest())
            {
                windows.Append(text);
            }

            foreach (RawDocument document in windows.Take(atEnd: true))
            {
                any = true;
                yield return document;
            }

            process.WaitForExit();
            if (process.ExitCode != 0 || patience.IsCancellationRequested)
            {
                throw Failure(errors, patience.Token);
            }

            if (!any)
            {
                throw new UnreadableException("The PDF holds no text: its pages may be pictures.", "Recognise the text first (OCR), for example with ocrmypdf.");
            }
        }
        finally
        {
            Stop(process);
        }
    }

    private Process Start(string path)
    {
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        foreach (string argument in (ReadOnlySpan<string>)["-q", "-enc", "UTF-8", "-bbox-layout", path, "-"])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start) ?? throw Missing();
        }
        catch (Win32Exception)
        {
            throw Missing();
        }
    }

    private UnreadableException Missing() => new(
        $"PDF is read through the program {program}, which is not installed.",
        "Install poppler: apt-get install poppler-utils, brew install poppler, or choco install poppler. Or save the text of the PDF.");

    private static UnreadableException Failure(Task<string> errors, CancellationToken patience) => patience.IsCancellationRequested
        ? new UnreadableException($"Reading the PDF took more than {Patience.TotalMinutes} minutes.", "Split it.")
        : new UnreadableException($"pdftotext could not read the PDF: {errors.Result.Trim()}", "Open it in a viewer and print it to a new PDF; remove its password.");

    private static void Stop(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    private static IEnumerable<PdfPage> Pages(TextReader output, Task<string> errors, CancellationToken patience)
    {
        using XmlReader xml = XmlReader.Create(output, Settings);
        PdfPage? page = null;
        while (Advance(xml, errors, patience))
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "page" && page is not null)
            {
                yield return page;
            }
            else if (xml.NodeType == XmlNodeType.Element)
            {
                switch (xml.LocalName)
                {
                    case "page":
                        page = new PdfPage(Number(xml, "width"), Number(xml, "height"));
                        break;
                    case "line":
                        page?.BeginLine(new PdfBox(Number(xml, "xMin"), Number(xml, "yMin"), Number(xml, "xMax"), Number(xml, "yMax")));
                        break;
                    case "block":
                        page?.BeginBlock();
                        break;
                    case "word":
                        page?.AddWord(xml.ReadElementContentAsString());
                        break;
                }
            }
        }
    }

    private static bool Advance(XmlReader xml, Task<string> errors, CancellationToken patience)
    {
        try
        {
            return xml.Read();
        }
        catch (XmlException)
        {
            // The program stopped before the end: it says why on its other channel.
            throw Failure(errors, patience);
        }
    }

    private static double Number(XmlReader xml, string name) =>
        double.TryParse(xml.GetAttribute(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : 0;
}
