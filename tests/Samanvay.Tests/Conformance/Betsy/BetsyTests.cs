using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel.Values;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Conformance.Betsy;

/// <summary>An execution suite that no engine's makers wrote: models with the words that a run must leave
/// behind.</summary>
public sealed class BetsyTests(ITestOutputHelper output)
{
    [Fact]
    public void The_traces_of_the_published_models_are_ours()
    {
        var folder = SharedFolder.Require("conformance", "bpmn-betsy");
        var results = Cases(folder).Select(each => (each.Name, Problem: Check(folder, each))).ToList();

        var failed = results.Where(result => result.Problem is not null).ToList();
        foreach (var (name, problem) in failed) output.WriteLine($"{name}: {problem}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{results.Count - failed.Count} of {results.Count}"));
        (results.Count - failed.Count).ShouldBeGreaterThanOrEqualTo(137);
    }

    private static IEnumerable<BetsyCase> Cases(string folder)
    {
        var models = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "cases.json"))).RootElement;
        foreach (var model in models.EnumerateArray())
        {
            var number = 0;
            foreach (var each in model.GetProperty("cases").EnumerateArray())
            {
                yield return new(
                    $"{model.GetProperty("feature").GetString()}/{++number}",
                    model.GetProperty("file").GetString()!, model.GetProperty("process").GetString()!, each);
            }
        }
    }

    private static string? Check(string folder, BetsyCase each)
    {
        var read = BpmnReader.Read(File.ReadAllText(Path.Combine(folder, each.File)));
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
            : $"expected {string.Join(' ', each.Expected)}; got {string.Join(' ', trace)} {refusal}";
    }

    private sealed record BetsyCase(string Name, string File, string Process, JsonElement Case)
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
