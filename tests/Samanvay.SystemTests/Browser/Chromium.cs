using Shouldly;
using Xunit;

namespace Samanvay.SystemTests.Browser;

/// <summary>The machine's own browser; nothing is fetched for the tests.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    /// <summary>The program, from <c>SAMANVAY_CHROMIUM</c> or the path; null where there is none.</summary>
    public static string? Program { get; } = Environment.GetEnvironmentVariable("SAMANVAY_CHROMIUM") ?? Find();

    /// <summary>Skips the test where there is no browser, and fails it where one was promised.</summary>
    public static void Require()
    {
        if (Program is null && Environment.GetEnvironmentVariable("SAMANVAY_STRICT") is null)
            Assert.Skip("There is no Chromium on the path. Install it, or name it in SAMANVAY_CHROMIUM.");

        Program.ShouldNotBeNull("SAMANVAY_STRICT is set, and there is no Chromium on the path");
    }

    private static string? Find() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in Names
         let program = Path.Combine(folder, name)
         where File.Exists(program)
         select program).FirstOrDefault();
}
