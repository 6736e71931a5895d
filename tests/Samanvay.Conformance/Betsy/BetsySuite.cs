using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Samanvay.Feel.Values;

namespace Samanvay.Conformance.Betsy;

/// <summary>An execution suite that no engine's makers wrote: models with the words that a run must leave
/// behind.</summary>
internal static class BetsySuite
{
    private static readonly FrozenDictionary<string, string> Departures = Reasons.Of("betsy");

    public static IEnumerable<Outcome> Run(string folder) =>
        Cases(folder).Select(each => new Outcome(each.Group, each.Name, Check(folder, each))
        {
            Reason = Departures.GetValueOrDefault(each.Name),
        });

    private static IEnumerable<BetsyCase> Cases(string folder)
    {
        foreach (var model in SuiteFile.Json(folder, "cases.json").EnumerateArray())
        {
            var number = 0;
            foreach (var each in model.GetProperty("cases").EnumerateArray())
            {
                yield return new(
                    SuiteFile.Text(model, "group"), $"{SuiteFile.Text(model, "feature")}/{++number}",
                    SuiteFile.Text(model, "file"), SuiteFile.Text(model, "process"), each);
            }
        }
    }

    private static string? Check(string folder, BetsyCase each)
    {
        var read = SuiteFile.Read(folder, each.File);
        if (read.Value is not { } file || read.HasErrors)
            return Compare(each, ["ERROR_deployment"], string.Join(' ', read.Problems.Select(one => one.Message)));
        var (trace, refusal) = BetsyRun.Of(file, each.Process, each.Beside, each.Variables, each.Wait);
        return Compare(each, trace, refusal);
    }

    private static string? Compare(BetsyCase each, ImmutableArray<string> trace, string? refusal)
    {
        var matches = each.Expected is ["ERROR"]
            ? trace.Any(word => word.StartsWith("ERROR", StringComparison.Ordinal))
            : trace.SequenceEqual(each.Expected);
        return matches ? null
            : $"expected {string.Join(' ', each.Expected)}; got {string.Join(' ', trace)} {refusal}".TrimEnd();
    }

    private sealed record BetsyCase(string Group, string Name, string File, string Process, JsonElement Case)
    {
        public ImmutableArray<string> Expected { get; } =
        [
            .. Case.GetProperty("expect").EnumerateArray().Select(word => word.GetString()!)
                .Order(StringComparer.Ordinal),
        ];

        public string? Beside { get; } =
            Case.TryGetProperty("startAlso", out var other) ? other.GetString() : null;

        public Duration Wait { get; } =
            Duration.FromMilliseconds(Case.TryGetProperty("waitMs", out var wait) ? wait.GetInt64() : 0);

        public FeelContext Variables { get; } = Case.GetProperty("vars").EnumerateObject().Aggregate(
            FeelContext.Empty, (all, each) => all.With(each.Name, each.Value.ValueKind == JsonValueKind.Number
                ? FeelValue.Of(each.Value.GetInt64())
                : FeelValue.Of(each.Value.GetString()!)));
    }
}
