using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Samanvay.Engine.Simulation;

/// <summary>Holds what was seen against what a scenario expects.</summary>
internal static class ExpectationCheck
{
    public static ImmutableArray<ExpectationResult> Check(Scenario scenario, ImmutableArray<Sight> sights) =>
        [.. scenario.Expectations.Select(expectation => Check(scenario, expectation, sights))];

    private static ExpectationResult Check(Scenario scenario, Expectation expectation, ImmutableArray<Sight> sights)
    {
        var alike = sights.Where(sight => sight.Fits(expectation.Sight)).ToList();
        var fitting = alike.Where(sight => IsInTime(expectation, sight.At)).ToList();
        var holds = expectation switch
        {
            { Never: true } => fitting.Count == 0,
            { Times: { } times } => fitting.Count == times,
            _ => fitting.Count > 0,
        };
        return new ExpectationResult(expectation, holds, holds ? "" : Explain(scenario, expectation, alike));
    }

    private static bool IsInTime(Expectation expectation, Instant at) => (expectation.At, expectation.Within) switch
    {
        (null, _) => true,
        ({ } from, null) => at == from,
        ({ } from, { } within) => at >= from && at <= from + within,
    };

    private static string Explain(Scenario scenario, Expectation expectation, List<Sight> alike)
    {
        var wanted = string.Join(
            ' ', new[] { expectation.Sight.Kind.ToString(), expectation.Sight.Subject, expectation.Sight.Change,
                expectation.Sight.Stage, expectation.Sight.Metric,
                    expectation.Sight.Number?.ToString(CultureInfo.InvariantCulture) }.OfType<string>());
        var when = expectation.At is { } at ? $" at {Local(scenario, at)}" : "";
        var seen = alike.Count == 0 ? "never"
            : string.Join(", ", alike.Take(8).Select(sight => Local(scenario, sight.At)));
        return $"Expectation {expectation.Index.ToString(CultureInfo.InvariantCulture)} ({wanted}{when}): seen {seen}.";
    }

    private static string Local(Scenario scenario, Instant at) =>
        LocalDateTimePattern.ExtendedIso.Format(at.InZone(scenario.Zone).LocalDateTime);
}

/// <param name="Explanation">What was seen in its place; empty when it holds.</param>
public sealed record ExpectationResult(Expectation Expectation, bool Holds, string Explanation);
