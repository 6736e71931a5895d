using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Architecture;

/// <summary>The pure core is a function: no clock, no chance, no waiting, no outside.</summary>
public sealed partial class PurityTests
{
    private static readonly string[] Pure =
        ["Samanvay.Feel", "Samanvay.Dmn", "Samanvay.Bpmn", "Samanvay.Engine", "Samanvay.Adapters"];

    private static readonly string[] Packages = ["NodaTime"];

    private static IEnumerable<(string Place, string Text)> Lines() =>
        from file in SourceFiles.Code()
        where Pure.Any(project => file.Path.StartsWith($"runtime/{project}/", StringComparison.Ordinal))
        from line in file.Lines.Select((text, index) => (Text: CodeText.WithoutComment(text), Number: index + 1))
        select ($"{file.Path}:{line.Number}", line.Text);

    [Fact]
    public void Pure_projects_use_no_package_but_NodaTime()
    {
        foreach (var project in ProjectFile.All().Where(project => Pure.Contains(project.Name)))
            project.Packages.Except(Packages).ShouldBeEmpty(project.Name);
    }

    [Fact]
    public void Pure_projects_do_not_wait() =>
        Lines().Where(line => Waiting().IsMatch(line.Text)).Select(line => line.Place).ShouldBeEmpty();

    [Fact]
    public void Pure_projects_know_no_clock_and_no_chance() =>
        Lines().Where(line => Clock().IsMatch(line.Text)).Select(line => line.Place).ShouldBeEmpty();

    [Fact]
    public void Pure_projects_read_and_write_nothing() =>
        Lines().Where(line => Outside().IsMatch(line.Text)).Select(line => line.Place).ShouldBeEmpty();

    [Fact]
    public void Pure_projects_keep_no_state_that_changes() =>
        Lines().Where(line => MutableStatic().IsMatch(line.Text)).Select(line => line.Place).ShouldBeEmpty();

    [GeneratedRegex(@"\basync\s|\bawait\b|\bTask\.|\bTask<|\bValueTask\b|System\.Threading\.Tasks|\bThread\b")]
    private static partial Regex Waiting();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bSystemClock\b|\bTimeProvider\b|\bStopwatch\b"
        + @"|\bnew Random\b|Guid\.NewGuid")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bFile\.(Read|Write|Open|Append|Create|Delete|Exists)|\bHttpClient\b|\bConsole\.|\bEnvironment\."
        + @"|(?<!\.)\bDirectory\.(Get|Create|Delete|Enumerate|Exists)")]
    private static partial Regex Outside();

    [GeneratedRegex(@"^\s*(public|internal|private|protected)\s+static\s+"
        + @"(?!readonly|partial|class|async|extern|implicit|explicit|unsafe)[\w<>\[\]?,. ]+\s+\w+\s*(=[^>]|;)")]
    private static partial Regex MutableStatic();
}
