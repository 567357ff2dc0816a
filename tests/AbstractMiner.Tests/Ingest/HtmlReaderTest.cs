using System.Text;
using AbstractMiner.Ingest;
using AbstractMiner.Text;

namespace AbstractMiner.Tests.Ingest;

public class HtmlReaderTest
{
    private static RawDocument Read(string html) => Assert.Single(Reading.Documents("page.html", Encoding.UTF8.GetBytes(html)));

    [Theory]
    [InlineData("entities", "<p>p&nbsp;&lt;&#8239;0.05, 7.4&plusmn;3.9</p>", "p\u00a0<\u202f0.05, 7.4±3.9")]
    [InlineData("an entity that is none stays", "<p>AT&T; R&D</p>", "AT&T; R&D")]
    [InlineData("a lone surrogate by number is damage", "<p>A&#xD800;B</p>", "A\uFFFDB")]
    [InlineData("numbers of Windows-1252", "<p>1&#150;2</p>", "1–2")]
    [InlineData("superscripts keep apart from the number", "<p>1×10<sup>6</sup> cells/kg, 500 mg/m<sup>2</sup></p>", "1×10^6 cells/kg, 500 mg/m^2")]
    [InlineData("superscripts of names do not", "<p>CD4<sup>+</sup> cells, CO<sub>2</sub>, <sup>177</sup>Lu</p>", "CD4+ cells, CO2, 177Lu")]
    [InlineData("blocks are apart by an empty line", "<div><h2>Methods</h2><p>Forty\n  patients.</p></div>", "Methods\n\nForty patients.")]
    [InlineData("a line break is a line", "<p>one<br>two<br/>three</p>", "one\ntwo\nthree")]
    [InlineData("cells are apart by a tab, rows by a line", "<table><tr><th>Group</th><th>n</th></tr><tr><td>MSC</td><td>40</td></tr></table>", "Group\tn\nMSC\t40")]
    [InlineData("scripts, comments and styles are no text", "<p>a<!-- b --><script>c</script><style>d</style>e</p>", "ae")]
    [InlineData("unclosed tags", "<p>one<p>two<b>three", "one\n\ntwothree")]
    public void ReadsText(string reason, string html, string expected)
    {
        _ = reason;
        RawDocument document = Read("<html><body>" + html + "</body></html>");
        Assert.Equal(expected, document.Content);
        Assert.Equal(expected.Length, document.ContentMap.Length);
    }

    [Fact]
    public void EveryCharacterLeadsBackToItsPlaceInThePage()
    {
        const string Html = "<html><body><p>Relapse in 14/40 (35.0%,\n p&nbsp;&lt;&thinsp;0.05) at <b>12</b> months: 1&times;10<sup>6</sup>/kg.</p></body></html>";
        RawDocument document = Read(Html);
        Assert.Equal(Html, document.Raw);
        foreach ((string text, string raw) in (ReadOnlySpan<(string, string)>)[("14/40", "14/40"), ("p\u00a0<\u20090.05", "p&nbsp;&lt;&thinsp;0.05"), ("<", "&lt;"), ("12 months", "12</b> months"), ("10^6", "10<sup>6"), ("^6", "<sup>6")])
        {
            int at = document.Content.IndexOf(text, StringComparison.Ordinal);
            Assert.Equal(raw, document.ContentMap.ToRaw(new TextSpan(at, at + text.Length)).Of(document.Raw));
        }
    }

    [Fact]
    public void NavigationNoticesAndFootersAreLeftOut()
    {
        RawDocument document = Read("""
            <!DOCTYPE html><html><head><title>Congress</title><meta name="citation_title" content="Cells in lupus"><meta name="citation_doi" content="doi:10.1000/abc.12"></head>
            <body><div class="cookie-consent"><p>We use cookies to improve your experience, to measure traffic, and to show content. Read our policy.</p></div>
            <ul><li><a href="/">Home</a></li><li><a href="/a">Abstracts</a></li><li><a href="/b">Meetings</a></li></ul>
            <div id="main"><h1>Cells in lupus: a trial</h1><p class="authors">A. Writer, B. Writer</p>
            <p><strong>Methods:</strong> Forty patients were randomised, and all were followed for 12 months.</p>
            <p><strong>Results:</strong> Response was seen in 14 of 40 patients, with a relapse in 3 of them, after 9 months.</p></div>
            <footer><p>Copyright of the congress, all rights reserved, in all countries, for ever and a day.</p></footer></body></html>
            """);
        Assert.Equal("""
            Cells in lupus: a trial

            A. Writer, B. Writer

            Methods: Forty patients were randomised, and all were followed for 12 months.

            Results: Response was seen in 14 of 40 patients, with a relapse in 3 of them, after 9 months.
            """, document.Content);
        Assert.Equal(("Cells in lupus", "10.1000/abc.12"), (document.Title, document.Doi));
    }

    [Fact]
    public void ThousandsOfNestedTagsAreReadOrRejectedButNeverCrash()
    {
        foreach (string tag in (string[])["div", "b", "span", "table", "ul", "sup"])
        {
            string html = "<html><body>" + string.Concat(Enumerable.Repeat($"<{tag}>", 10_000)) + "Deep text of forty patients." + string.Concat(Enumerable.Repeat($"</{tag}>", 10_000)) + "</body></html>";
            ReadItem item = Reading.Items("page.html", Encoding.UTF8.GetBytes(html))[0];
            Assert.True(item is Rejection || item is RawDocument { Content: var text } && text.Contains("Deep text", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void APageInAnotherEncodingThanItSaysIsReadAsItIs()
    {
        byte[] page = Encoding.UTF8.GetBytes("<html><head><meta charset=\"iso-8859-1\"></head><body><p>7.4±3.9</p></body></html>");
        Assert.Equal("7.4±3.9", Assert.Single(Reading.Documents("page.htm", page)).Content);
    }
}
