using System.Globalization;
using System.Text.Json;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Conformance.Camunda;

/// <summary>Scenarios that were written for another engine, played on this one.</summary>
public sealed class CamundaTests(ITestOutputHelper output)
{
    [Fact]
    public void The_published_scenarios_go_here_as_they_are_written()
    {
        var folder = SharedFolder.Require("conformance", "bpmn-camunda7");
        var scenarios = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "scenarios.json"))).RootElement;
        var results = scenarios.EnumerateArray().Select(scenario =>
            (Name: scenario.GetProperty("id").GetString(), Problem: CamundaScenario.Play(folder, scenario))).ToList();

        var failed = results.Where(result => result.Problem is not null).ToList();
        foreach (var (name, problem) in failed) output.WriteLine($"{name}: {problem}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{results.Count - failed.Count} of {results.Count}"));
        (results.Count - failed.Count).ShouldBeGreaterThanOrEqualTo(200);
    }
}
