using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer;

/// <summary>The TypeScript of the screens: its types and its own tests, run by the Node that has bundled it.</summary>
public sealed class BrowserSideTests
{
    private static readonly string Modeler = Path.Combine(DesignerSources.Root, "..", "modeler");

    [Fact]
    public async Task Its_types_hold() => await SucceedAsync("node_modules/typescript/bin/tsc", "--noEmit");

    [Fact]
    public async Task Its_own_tests_pass() => await SucceedAsync("test.mjs");

    private static async Task SucceedAsync(params string[] arguments)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Modeler, "node_modules")),
            "The libraries of designer/modeler are not there: the build fetches them.");
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Modeler,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var said = node.StandardOutput.ReadToEndAsync(cancellation);
        var complained = node.StandardError.ReadToEndAsync(cancellation);
        await node.WaitForExitAsync(cancellation);

        node.ExitCode.ShouldBe(0, await said + await complained);
    }
}
