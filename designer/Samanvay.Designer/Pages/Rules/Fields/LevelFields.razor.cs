using Microsoft.AspNetCore.Components;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules.Fields;

/// <summary>The levels of a rule, from mildest to worst.</summary>
public sealed partial class LevelFields
{
    private const int LevelsMax = 12;

    [CascadingParameter]
    public RuleWork Bench { get; set; } = null!;

    private string Unit => Bench.File["unit"] ?? "";

    // Beyond the worst by as much as that is beyond the one before.
    private Task AddAsync()
    {
        var (file, parameters) = (Bench.File, Bench.Bench.Parameters);
        var count = file.Count("levels");
        var worst = RuleExpressions.Number(file[$"levels[{count - 1}].at"], parameters) ?? 0;
        var before = count > 1 ? RuleExpressions.Number(file[$"levels[{count - 2}].at"], parameters) : null;
        var sign = file["direction"] == "falling" ? -1 : 1;
        var next = worst + (before is { } known && known != worst
            ? worst - known : sign * Math.Max(1, decimal.Round(Math.Abs(worst) / 10)));
        var severity = int.TryParse(file[$"levels[{count - 1}].severity"], out var last) ? last - 1 : 3;
        var names = Enumerable.Range(0, count).Select(index => file[$"levels[{index}].name"]).ToHashSet();
        var name = Enumerable.Range(count + 1, count + 1).Select(number => $"level-{number}")
            .First(one => !names.Contains(one));
        return Bench.Change(
            file.WithLevel(name, RuleExpressions.Moved(null, next, parameters), Math.Clamp(severity, 1, 5)), false);
    }

    private Task SeverityAsync(ChangeEventArgs change) =>
        Bench.ChangeAsync("severityBy", change.Value as string, RuleFieldKind.Text);
}
