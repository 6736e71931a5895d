using Microsoft.AspNetCore.Components;

namespace Samanvay.Designer.Pages.Rules.Fields;

/// <summary>The fields of a rule; each change is a change of the file, and nothing else of it moves.</summary>
public sealed partial class RuleForm
{
    private static readonly IReadOnlyList<string> Keys = ["gauge", "ward", "asset", "city"];

    [Parameter, EditorRequired]
    public RuleWork Work { get; set; } = null!;

    private IReadOnlyList<string> Signals => [.. Work.Bench.Devices.Select(device => device.Signal).Distinct().Order()];

    private string Reads => $"{Work.File["signal"]} · {Work.File["unit"]}";

    private string? Judged => Work.Reading.Rule is { } rule ? RuleWords.Figure(T, rule) : null;

    private string? Quorum => Work.File["quorum.atLeast"] is { } least
        ? T["rules.quorum.said", least, Work.File["quorum.of"] ?? "?"] : null;

    private string? Inputs => Work.File.Names("inputs") is { Length: > 0 } names ? string.Join(", ", names) : null;

    private string? Said(string field, string words) => Work.File.Count(field) switch
    {
        0 => null,
        1 => T[words + ".one"],
        var count => T[words + ".many", count],
    };
}
