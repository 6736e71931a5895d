using Microsoft.Playwright;

namespace Samanvay.Benchmarks.Live;

/// <summary>A signed-in supervisor's browser on the Live screen. It notes by itself when something is there.</summary>
internal sealed class Screen(IPage page)
{
    private const string Password = "a quiet river in May";
    private const double Patience = 15_000;

    // Stamped in the frame after the change: when it can be seen, by the clock that the sender reads too.
    private const string Watch = """
        ([selector, text]) => {
          const isThere = () => [...document.querySelectorAll(selector)].some(each => each.textContent.includes(text));
          const seen = () => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(Date.now()))));
          window.benchmarkSeen = new Promise(done => {
            if (isThere()) return done(seen());
            const observer = new MutationObserver(() => {
              if (!isThere()) return;
              observer.disconnect();
              done(seen());
            });
            observer.observe(document.body, { childList: true, subtree: true, characterData: true });
          });
        }
        """;

    private const string Seen = """
        patience => Promise.race([
          window.benchmarkSeen, new Promise(done => setTimeout(() => done(null), patience))])
        """;

    private const string Gone = """
        ([selector, text]) =>
          ![...document.querySelectorAll(selector)].some(each => each.textContent.includes(text))
        """;

    public IPage Page => page;

    public async Task SignInAsync(string welcome)
    {
        await page.GotoAsync(welcome);
        await page.FillAsync("#password", Password);
        await page.ClickAsync("form[action='/welcome'] button");
        await page.WaitForURLAsync(url => !url.Contains("/welcome", StringComparison.Ordinal));
    }

    /// <summary>Opens the screen and waits until it is live, not only drawn.</summary>
    public async Task OpenAsync(string path)
    {
        await page.GotoAsync(path);
        await page.WaitForFunctionAsync("() => window.Blazor !== undefined");
    }

    /// <summary>From now on; what was there before counts too.</summary>
    public Task WatchAsync(string selector, string text) =>
        page.EvaluateAsync(Watch, new[] { selector, text });

    /// <summary>Milliseconds of the Unix epoch; absent when it did not come in time.</summary>
    public Task<double?> SeenAsync() => page.EvaluateAsync<double?>(Seen, Patience);

    public Task GoneAsync(string selector, string text) =>
        page.WaitForFunctionAsync(Gone, new[] { selector, text }, new() { Timeout = (float)Patience });
}
