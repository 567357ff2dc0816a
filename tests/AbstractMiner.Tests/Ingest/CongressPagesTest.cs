using System.Text;
using AbstractMiner.Annotation;
using AbstractMiner.Ingest;
using AbstractMiner.Text;

namespace AbstractMiner.Tests.Ingest;

/// <summary>
/// Saved pages in the manner of several congresses: one abstract among navigation, notices, session information, disclosures,
/// citations and footers, laid out as each does it. No rule knows any of the sites.
/// </summary>
public class CongressPagesTest
{
    private const string Title = "Umbilical Cord Cells in Refractory Lupus Nephritis: A Multicentre Trial";
    private const string Background = "Many patients with lupus nephritis do not respond to cyclophosphamide, and relapses are frequent.";
    private const string Methods = "Eighty patients were randomised to cells (n=40) or placebo (n=40), and were followed for 12 months.";
    private const string Results = "Renal remission was reached by 26/40 (65.0%) and 16/40 (40.0%) patients, respectively (p=0.025).";
    private const string Conclusion = "Cells raised the rate of renal remission and were safe in refractory lupus nephritis.";

    /// <summary>Numbers and words that stand only outside the abstract.</summary>
    private static readonly string[] Noise = ["777", "cookie", "Cookie", "Sign in", "Subscribe", "Related", "Privacy", "All rights reserved", "Share this", "Menu"];

    private const string Chrome = """
        <div id="cookie-banner"><p>We use cookies to improve this site, to count its visitors, and to show you content; 777 partners, with your consent, do so too.</p></div>
        """;

    public static TheoryData<string, string> Pages => new()
    {
        {
            "a blog system: article, entry content, session information, disclosure, citation, way back", $"""
            <!DOCTYPE html><html><head><title>{Title} - Meeting Abstracts</title></head><body class="single single-abstract">
            <header id="masthead"><div class="menu-toggle">Menu</div><nav><ul class="menu"><li><a href="/">Home</a></li><li><a href="/m">Meetings Archive</a></li><li><a href="/k">Keyword Index</a></li><li><a href="/s">Sign in</a></li></ul></nav></header>
            {Chrome}
            <div id="content"><div class="entry"><article class="post abstract"><p class="number">Abstract Number: 1234</p><h1 class="entry-title">{Title}</h1>
            <p class="authors"><strong>A. Writer</strong><sup>1</sup>, B. Author<sup>2</sup></p><p class="affiliations"><sup>1</sup>Example University, Town, <sup>2</sup>Sample Hospital, City</p>
            <div class="info"><h3>Session Information</h3><p>Date: Sunday, 21 October</p><p>Session Type: Abstract Submissions</p></div>
            <div class="entry-content"><p><strong>Background/Purpose: </strong>{Background}</p><p><strong>Methods: </strong>{Methods}</p><p><strong>Results: </strong>{Results}</p><p><strong>Conclusion: </strong>{Conclusion}</p></div>
            <hr><p><strong>Disclosure: </strong>A. Writer, None; B. Author, Sample Pharma, 5.</p>
            <h4>To cite this abstract in AMA style:</h4><p>Writer A, Author B. {Title} [abstract]. <em>Arthritis Samples.</em> 2018; 70 (suppl 9). Accessed November 1, 2026.</p>
            <p><a href="/back">« Back to 2018 Annual Meeting</a></p></article></div>
            <div class="sidebar"><h3>Related abstracts</h3><ul><li><a href="/1">Cells in 777 patients</a></li><li><a href="/2">Another trial</a></li><li><a href="/3">More</a></li></ul></div></div>
            <footer><p>© The society. All rights reserved. <a href="/p">Privacy</a></p></footer></body></html>
            """
        },
        {
            "a database of tables: headings in bold, line breaks for paragraphs", $"""
            <html><head><title>Abstract archive</title></head><body bgcolor="#ffffff">
            <table width="100%"><tr><td><a href="a.cfm">New search</a> | <a href="b.cfm">Result list</a> | <a href="c.cfm">Menu</a></td></tr></table>
            <table><tr><td valign="top"><a href="1">Year</a><br><a href="2">Topic</a><br><a href="3">Author</a></td><td>
            <table><tr><td><b>[2016] [THU0311]</b></td></tr><tr><td><b>{Title.ToUpperInvariant()}</b></td></tr><tr><td><i>A. Writer<sup>1</sup>, B. Author<sup>2</sup></i></td></tr>
            <tr><td><b>Background:</b> {Background}<br><br><b>Methods:</b> {Methods}<br><br><b>Results:</b> {Results}<br><br><b>Conclusions:</b> {Conclusion}<br><br><b>Disclosure of Interest:</b> None declared</td></tr>
            <tr><td>Citation: Ann Samp Dis, volume 75, supplement 2, year 2016, page 301</td></tr></table></td></tr></table>
            <div class="footer">All rights reserved, 777 archived abstracts.</div></body></html>
            """
        },
        {
            "a conference system: divisions without paragraphs", $"""
            <!DOCTYPE html><html><head><script>var sessions = 777;</script></head><body>
            <div id="globalnav"><div class="navigation"><a href="#">Start/Search</a> <a href="#">Browse by Day</a> <a href="#">Author Index</a> <a href="#">Sign in</a></div></div>
            {Chrome}
            <div class="main"><div class="subpage"><div class="paper">
            <h2>4567 {Title}</h2><div class="paperinfo"><b>Program: </b>Oral and Poster Abstracts<br>Session: 711. Cell therapy: Poster II</div>
            <div class="authors"><b>A. Writer, MD</b><sup>1*</sup> and B. Author, PhD<sup>2*</sup></div>
            <div class="abstract"><div><b>Background: </b>{Background}</div><div><b>Methods: </b>{Methods}</div><div><b>Results: </b>{Results.Replace("(p=", "(p&nbsp;=&nbsp;", StringComparison.Ordinal)}</div><div><b>Conclusion: </b>{Conclusion}</div></div>
            <div class="disclosures"><b>Disclosures: </b>No relevant conflicts of interest to declare.</div><div>*signifies non-member</div></div></div></div>
            <div class="social-share">Share this: <a href="#">mail</a></div></body></html>
            """
        },
        {
            "a publisher: sections with headings, highlights, references, recommendations", $"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="citation_title" content="{Title}"></head><body>
            <div role="banner"><a href="/">Journal</a><button>Subscribe</button></div>{Chrome}
            <main><div class="article-wrapper"><article><h1>{Title}</h1><div class="author-group">A. Writer, B. Author</div>
            <div class="abstract"><h2>Abstract</h2><section><h3>Background &amp; Aim</h3><p>{Background}</p></section><section><h3>Methods, Results &amp; Conclusion</h3><p>{Methods}</p><p>{Results}</p><p>{Conclusion}</p></section></div>
            <section class="references"><h2>References</h2><ol><li><a href="#">One</a></li><li><a href="#">Two</a></li><li><a href="#">Three</a></li></ol></section></article>
            <aside><h2>Recommended articles</h2><p>Cells from bone marrow, in 777 patients, were studied for years, and the results, which are long, stand here.</p></aside></div></main>
            <div role="contentinfo"><p>Privacy policy. All rights reserved.</p></div></body></html>
            """
        },
        {
            "bare divisions without any name that tells", $"""
            <html><body><div><div><a href="1">One</a><a href="2">Two</a><a href="3">Three</a><a href="4">Four</a></div><div><div><div>{Title}</div><div>A. Writer, B. Author</div>
            <div>Background: {Background}</div><div>Methods: {Methods}</div><div>Results: {Results}</div><div>Conclusion: {Conclusion}</div></div></div><div><a href="5">Imprint</a> <a href="6">Privacy</a> <a href="7">Contact</a></div></div></body></html>
            """
        },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void TheAbstractIsFoundAndTheRestIsNot(string reason, string page)
    {
        _ = reason;
        RawDocument document = Assert.Single(Reading.Documents("page.html", Encoding.UTF8.GetBytes(page)));
        AnnotatedAbstract[] docs = [.. AbstractMiner.Pipeline.Pipeline.Segment(document)];
        string reported = string.Concat(docs.SelectMany(doc => doc.Text.Sections.Where(section => section.IsReport).Select(section => doc.Text.Slice(section.Span) + "\n")));
        foreach (string sentence in (ReadOnlySpan<string>)[Background, Methods, Results, Conclusion])
        {
            Assert.Contains(sentence, reported.Replace("p = 0.025", "p=0.025", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.Contains(Title, document.Content, StringComparison.OrdinalIgnoreCase);
        Assert.All(Noise, word => Assert.DoesNotContain(word, reported, StringComparison.Ordinal));
        TextSpan place = new(document.Content.IndexOf("26/40", StringComparison.Ordinal), document.Content.IndexOf("26/40", StringComparison.Ordinal) + 5);
        Assert.Equal("26/40", document.ContentMap.ToRaw(place).Of(document.Raw));
    }
}
