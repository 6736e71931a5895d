using System.Collections.Immutable;
using NodaTime;
using Samanvay.Designer.Localization;
using Samanvay.Engine.Situations;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules;

/// <summary>The rule that is being changed, for all parts of its page.</summary>
/// <param name="Change">Told the file after a change; whether a hand still holds the line that it moves.</param>
public sealed record RuleWork(RuleBench Bench, RuleFile File, RuleReading Reading, Func<RuleFile, bool, Task> Change)
{
    public bool CanEdit { get; init; }

    /// <summary>The city's, in which people write times.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    public Task ChangeAsync(string field, string? written, RuleFieldKind kind) =>
        Change(File.With(field, written, kind), false);

    /// <summary>What an expression comes to in this city; absent for what is written out.</summary>
    public string? Here(Texts texts, string? written) => RuleExpressions.Here(written, Bench.Parameters) switch
    {
        null => null,
        FeelDaysDuration time when time.ToDuration() is { } length => RuleWords.Say(texts, length),
        FeelNumber number when number.ToDecimal() is { } value => RuleWords.Number(value),
        var other => FeelText.Literal(other),
    };

    /// <summary>The levels as far as they can be read, also where the rule as a whole can not: their lines can then be
    /// moved back.</summary>
    public IReadOnlyList<SituationLevel> Levels => Reading.Rule?.Levels ?? WrittenLevels();

    /// <summary>Moves the value at which a level begins, and with it the one at which it is left.</summary>
    public Task MoveAsync(int level, decimal to, bool isHeld)
    {
        var (at, clear) = ($"levels[{level}].at", $"levels[{level}].clear");
        var moved = File.With(at, RuleExpressions.Moved(File[at], to, Bench.Parameters), RuleFieldKind.Number);
        if (Number(at) is { } from && Number(clear) is { } left)
        {
            moved = moved.With(
                clear, RuleExpressions.Moved(File[clear], left + to - from, Bench.Parameters), RuleFieldKind.Number);
        }

        return Change(moved, isHeld);
    }

    private decimal? Number(string field) => RuleExpressions.Number(File[field], Bench.Parameters);

    private ImmutableArray<SituationLevel> WrittenLevels()
    {
        var levels = ImmutableArray.CreateBuilder<SituationLevel>();
        for (var index = 0; index < File.Count("levels"); index++)
        {
            if (Number($"levels[{index}].at") is not { } at) return [];
            var severity = Number($"levels[{index}].severity") is >= 1 and <= 5 and var known ? (int)known : 5;
            levels.Add(new(
                File[$"levels[{index}].name"] ?? "", at, Number($"levels[{index}].clear") ?? at, severity));
        }

        return levels.ToImmutable();
    }
}
