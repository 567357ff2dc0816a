using AbstractMiner.Cli.ReviewPage;
using AbstractMiner.Review;
using Microsoft.Playwright;

namespace AbstractMiner.Tests.Review;

/// <summary>A review by keyboard in a real browser.</summary>
public class ReviewPageTest
{
    private static readonly string? Chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    [Fact]
    public async Task AWholeReviewByKeyboard()
    {
        if (Chromium is null)
        {
            Console.WriteLine("Not run: there is no Chromium on this machine.");
            return;
        }

        using ReviewRun run = new(
            ("a.txt", ReviewRun.Trial(1)),
            ("b.txt", ReviewRun.Trial(2).Replace("Conclusion 2 was", "<script>document.title = 'ran'</script><b>Conclusion</b> &lt; was", StringComparison.Ordinal)),
            ("c.txt", ReviewRun.Trial(3)));
        Ledger ledger = new(Path.Combine(run.Folder, Ledger.FileName));
        await using ReviewServer server = new(new ReviewSession(run.Folder, ledger, TimeProvider.System), port: 0);
        string address = await server.StartAsync(CancellationToken.None);

        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1400, Height = 900 }, ColorScheme = ColorScheme.Light });
        List<string> faults = [];
        page.Console += (_, message) => faults.AddRange(message.Type == "error" ? [message.Text] : Array.Empty<string>());
        page.PageError += (_, error) => faults.Add(error);

        await page.GotoAsync(address);
        await page.WaitForSelectorAsync(".finding.here");
        await page.FillAsync("#reviewer", "first");
        await page.EvaluateAsync("document.activeElement.blur()");

        // Accept the first, reject the second, edit the third: no mouse.
        await Press(page, "a", ".finding.accepted");
        await Press(page, "r", ".finding.rejected");
        await page.Keyboard.PressAsync("e");
        await page.FillAsync("#field-value", "9.50");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".finding.corrected");
        Assert.Equal([Decision.Accept, Decision.Reject, Decision.Edit], ledger.Read().Corrections.Select(item => item.Decision));
        await Shot(page, "review-light.png");

        // Undo takes the edit back; the accepted row stays.
        await page.Keyboard.PressAsync("u");
        await page.Locator(".finding.corrected").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        Assert.Equal(Decision.Withdraw, ledger.Read().Corrections[^1].Decision);

        // The next abstract shows markup as text.
        await page.Keyboard.PressAsync("n");
        await page.Locator("#text", new PageLocatorOptions { HasText = "<script>" }).WaitForAsync();
        Assert.Equal("Review", await page.TitleAsync());
        Assert.Equal(0, await page.Locator("#text b, #text script").CountAsync());

        // A selection becomes a missing finding.
        await page.EvaluateAsync("""
            () => {
              const walker = document.createTreeWalker(document.querySelector('#text'), NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf('Trial 2');
                if (at >= 0) { getSelection().setBaseAndExtent(node, at + 6, node, at + 7); return; }
              }
            }
            """);
        await page.Keyboard.PressAsync("m");
        Assert.Equal("2", await page.InputValueAsync("#field-value"));
        await page.SelectOptionAsync("#field-statistic", "value");
        await page.Locator("#field-value").PressAsync("Enter");
        await page.WaitForSelectorAsync(".finding.added");
        Assert.Equal((Decision.Missing, "2"), (ledger.Read().Corrections[^1].Decision, ledger.Read().Corrections[^1].Anchor.Exact));

        // An impossible value is told and not recorded.
        int before = ledger.Read().Corrections.Length;
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("e");
        await page.FillAsync("#field-p_value", "3");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("footer.error");
        Assert.Equal(before, ledger.Read().Corrections.Length);
        await page.Keyboard.PressAsync("Escape");

        // Help, and the dark page.
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("?");
        Assert.True(await page.Locator("#help").IsVisibleAsync());
        await page.Keyboard.PressAsync("Escape");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await Shot(page, "review-dark.png");
        Assert.DoesNotContain(faults, fault => !fault.Contains("400", StringComparison.Ordinal));
    }

    private static async Task Press(IPage page, string key, string then)
    {
        await page.Keyboard.PressAsync(key);
        await page.WaitForSelectorAsync(then);
    }

    /// <summary>Kept beside the test results for people to look at.</summary>
    private static Task Shot(IPage page, string name) => page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(AppContext.BaseDirectory, name) });
}
