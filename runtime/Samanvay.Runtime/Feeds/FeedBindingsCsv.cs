using System.Collections.Immutable;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Cities.Files;

namespace Samanvay.Runtime.Feeds;

/// <summary>The bindings of a feed as a table that people edit whole: <c>device,property,target</c>; a line without a
/// target is left out on purpose.</summary>
public static class FeedBindingsCsv
{
    public const string Header = "device,property,target";

    private static readonly string[] Required = ["device", "property"];
    private static readonly string[] Optional = ["target"];

    public static (ImmutableArray<FeedBinding> Bindings, ImmutableArray<FieldProblem> Problems) Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return ([], []);
        var table = CsvText.Read(text, Required, Optional);
        return (
            [.. table.Lines.Select(line => new FeedBinding(
                line["device"] ?? "", line["property"] ?? "",
                line["target"] is { Length: > 0 } target ? new DeviceId(target) : null))],
            [
                .. table.Problems.Select(problem =>
                    new FieldProblem("bindings", $"Line {problem.Line}: {problem.Said}")),
            ]);
    }

    public static string Write(IEnumerable<FeedBinding> bindings) => Header + "\n" + string.Concat(
        bindings.OrderBy(binding => binding.Device, StringComparer.Ordinal)
            .ThenBy(binding => binding.Property, StringComparer.Ordinal)
            .Select(binding => string.Join(
                ',', Cell(binding.Device), Cell(binding.Property), binding.Target?.Value) + "\n"));

    private static string Cell(string text) => text.AsSpan().IndexOfAny("\",;\r\n") < 0
        ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
