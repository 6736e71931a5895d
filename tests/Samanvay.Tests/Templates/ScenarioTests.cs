using System.Text;
using Samanvay.Engine.Simulation;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Templates;

public sealed class ScenarioTests
{
    public static TheoryData<string, string> Scenarios
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var playbook in PlaybookFolder.Names)
            {
                foreach (var path in new PlaybookFolder(playbook).Files("scenarios", ".json"))
                    rows.Add(playbook, Path.GetFileNameWithoutExtension(path));
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(Scenarios))]
    public void Every_drill_of_a_playbook_passes(string playbook, string scenario)
    {
        var result = Run(new PlaybookFolder(playbook), scenario);

        var failures = new StringBuilder();
        foreach (var expectation in result.Expectations.Where(expectation => !expectation.Holds))
            failures.AppendLine(expectation.Explanation);
        failures.ToString().ShouldBeEmpty();
        result.Operations.SelectMany(operation => operation.Runs.Values)
            .SelectMany(run => run.Instance.Faults).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Scenarios))]
    public void Every_drill_goes_the_same_way_twice(string playbook, string scenario) =>
        Run(new PlaybookFolder(playbook), scenario).Sights.ShouldBe(Run(new PlaybookFolder(playbook), scenario).Sights);

    private static ScenarioResult Run(PlaybookFolder playbook, string name)
    {
        var path = playbook.Files("scenarios", ".json")
            .Single(path => Path.GetFileNameWithoutExtension(path) == name);
        var series = Directory.GetFiles(Path.GetDirectoryName(path)!, "*.csv")
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        return Drill.Run(playbook, File.ReadAllText(path), series);
    }
}
