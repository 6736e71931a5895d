using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Dmn.Tck;

/// <summary>
/// The DMN Technology Compatibility Kit, folder by folder, against the score that is kept beside this file.
/// </summary>
public sealed class DmnTckTests(ITestOutputHelper output)
{
    private static readonly string[] Levels = ["compliance-level-2", "compliance-level-3"];

    [Fact]
    public void The_kit_gives_the_score_that_is_kept()
    {
        var kit = SharedFolder.Require("conformance", "dmn-tck");
        var kept = File.ReadAllLines(
            Path.Combine(SharedFolder.Repository, "tests", "Samanvay.Tests", "Dmn", "Tck", "score.csv"));
        var folders = Levels.SelectMany(level => Directory.GetDirectories(Path.Combine(kit, level)))
            .OrderBy(Path.GetFileName, StringComparer.Ordinal);

        var outcomes = folders.Select(folder => TckRun.Folder(folder).ToArray()).ToArray();

        foreach (var failed in outcomes.SelectMany(folder => folder).Where(outcome => !outcome.Passed))
            output.WriteLine($"{failed.Case.Folder} {failed.Case.Id}: got {failed.Got}");
        var passed = outcomes.Sum(folder => folder.Count(outcome => outcome.Passed));
        var weighted = outcomes.Average(folder => (double)folder.Count(outcome => outcome.Passed) / folder.Length);
        output.WriteLine(
            $"{passed} of {outcomes.Sum(folder => folder.Length)} results; folders weighted alike {weighted:P2}");
        outcomes.Select(folder => $"{folder[0].Case.Folder},{folder.Count(outcome => outcome.Passed)},{folder.Length}")
            .ShouldBe(kept[1..]);
    }
}
