using Samanvay.Engine.Compilation;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Simulation;
using Samanvay.Engine.Situations;
using Samanvay.Feel;
using Shouldly;

namespace Samanvay.Tests.Templates;

/// <summary>Runs a scenario on a playbook as it lies in the repository, with the playbook's own defaults.</summary>
internal static class Drill
{
    public static ScenarioResult Run(
        PlaybookFolder playbook, string scenarioJson, IReadOnlyDictionary<string, string> series)
    {
        var scenario = Value(ScenarioReader.Read(scenarioJson, series));
        var diagram = playbook.Diagrams.Single(diagram => diagram.FindProcess(scenario.Procedure) is not null);
        var options = new CompilationOptions { Decisions = playbook.Decisions };
        var process = Value(ProcessCompiler.Compile(diagram, options));
        var parameters = process.ParameterDefaults.Merge(scenario.Parameters);
        var about = playbook.Files("situations", ".json").Select(file => (File: file, Text: File.ReadAllText(file)))
            .ToLookup(rule => SituationReader.IsAboutAlerts(rule.Text));
        var rules = about[false].Select(rule => Value(SituationReader.Read(rule.Text, rule.File)))
            .Select(draft => Value(draft.Bind(parameters))).ToList();
        var alerts = about[true].Select(rule => Value(SituationReader.ReadAlert(rule.Text, rule.File)))
            .Select(draft => Value(draft.Bind(parameters))).ToList();
        return ScenarioRunner.Run(scenario, Value(ProcedurePlanner.Plan(process, parameters)), rules, alerts);
    }

    private static T Value<T>(Parsed<T> parsed) where T : class
    {
        parsed.Problems.ShouldBeEmpty();
        return parsed.Value.ShouldNotBeNull();
    }
}
