using Microsoft.AspNetCore.Components;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules.Fields;

/// <summary>The other signals that a rule reads, each by its name.</summary>
public sealed partial class InputFields
{
    private const int InputsMax = 8;

    private static readonly IReadOnlyList<string> Nears = ["key", "ward", "asset", "city", "radius"];

    // What was written for a name and can be none.
    private (string Name, string Written)? _unfit;

    [Parameter]
    public IReadOnlyList<string> Signals { get; set; } = [];

    [CascadingParameter]
    public RuleWork Bench { get; set; } = null!;

    private string NearOf(string prefix) => Bench.File[prefix + "near"] switch
    {
        null => "key",
        ['{', ..] => "radius",
        var near => near,
    };

    private Task NearAsync(string prefix, string chosen) => chosen == "radius"
        ? Bench.ChangeAsync(prefix + "near.metres", "500", RuleFieldKind.Number)
        : Bench.ChangeAsync(prefix + "near", chosen, RuleFieldKind.Text);

    private string? Unfit(string name) => _unfit is { } unfit && unfit.Name == name ? unfit.Written : null;

    private Task RenameAsync(string name, ChangeEventArgs change)
    {
        var to = (change.Value as string ?? "").Trim();
        var isFit = to.Length > 0 && !to.AsSpan().ContainsAny('.', '[', ']')
            && (to == name || !Bench.File.Names("inputs").Contains(to));
        _unfit = isFit ? null : (name, to);
        return isFit && to != name
            ? Bench.Change(Bench.File.Renamed($"inputs.{name}", to), false)
            : Task.CompletedTask;
    }

    // A signal of the city that the rule does not read yet, as its devices send it.
    private Task AddAsync()
    {
        var names = Bench.File.Names("inputs");
        var read = names.Select(name => Bench.File[$"inputs.{name}.signal"]).Append(Bench.File["signal"]).ToHashSet();
        var device = Bench.Bench.Devices.FirstOrDefault(device => !read.Contains(device.Signal));
        var name = Enumerable.Range(1, InputsMax + 1).Select(number => $"input{number}")
            .First(one => !names.Contains(one));
        var field = $"inputs.{name}";
        return Bench.Change(
            Bench.File.With(field + ".signal", device?.Signal ?? "signal").With(field + ".unit", device?.Unit ?? "1")
                .With(field + ".period", "PT10M").With(field + ".near", "ward"),
            false);
    }
}
