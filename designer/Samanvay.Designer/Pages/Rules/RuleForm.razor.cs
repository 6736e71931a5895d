using Microsoft.AspNetCore.Components;
using NodaTime;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules;

/// <summary>The fields of a rule; each change is a change of the file, and nothing else of it moves.</summary>
public sealed partial class RuleForm
{
    private static readonly IReadOnlyList<string> Measures =
        ["last", "avg", "min", "max", "sum", "count", "rate", "delta", "stddev"];

    [Parameter, EditorRequired]
    public RuleWork Work { get; set; } = null!;

    private string Unit => Work.File["unit"] ?? "";

    private string AtOnce => RuleWords.Say(T, Duration.Zero);

    private bool IsTimed => Work.File["for"] is { } hold && !hold.StartsWith('{');

    private Task SwitchAsync(ChangeEventArgs change) => change.Value as string == "time"
        ? Work.ChangeAsync("for", "PT20M", RuleFieldKind.Text)
        : Work.ChangeAsync("for.readings", "2", RuleFieldKind.Number);

    // Beyond the worst by as much as that is beyond the one before.
    private Task AddAsync()
    {
        var (file, parameters) = (Work.File, Work.Bench.Parameters);
        var worst = RuleExpressions.Number(file[$"levels[{file.Levels - 1}].at"], parameters) ?? 0;
        var before = file.Levels > 1
            ? RuleExpressions.Number(file[$"levels[{file.Levels - 2}].at"], parameters) : null;
        var sign = file["direction"] == "falling" ? -1 : 1;
        var next = worst + (before is { } known && known != worst
            ? worst - known : sign * Math.Max(1, decimal.Round(Math.Abs(worst) / 10)));
        var severity = int.TryParse(file[$"levels[{file.Levels - 1}].severity"], out var last) ? last - 1 : 3;
        return Work.Change(
            file.WithLevel(
                $"level-{file.Levels + 1}", RuleExpressions.Moved(null, next, parameters), Math.Clamp(severity, 1, 5)),
            false);
    }
}
