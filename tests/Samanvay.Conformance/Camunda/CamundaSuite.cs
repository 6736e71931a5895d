using System.Collections.Frozen;

namespace Samanvay.Conformance.Camunda;

/// <summary>Scenarios that were written for another engine, played on this one.</summary>
internal static class CamundaSuite
{
    private static readonly FrozenDictionary<string, string> Departures = Reasons.Of("camunda7");

    public static IEnumerable<Outcome> Run(string folder) =>
        from scenario in SuiteFile.Json(folder, "scenarios.json").EnumerateArray()
        let name = SuiteFile.Text(scenario, "id")
        select new Outcome("scenarios", name, CamundaScenario.Play(folder, scenario))
        {
            Reason = Departures.GetValueOrDefault(name),
        };
}
