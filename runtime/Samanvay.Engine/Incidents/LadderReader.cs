using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Incidents;

/// <summary>Reads the ladders that a process carries. One name may have an ACK and a RESOLVE ladder.</summary>
internal static class LadderReader
{
    public static ImmutableSortedDictionary<string, Ladder> Read(
        ProcessDefinition process, FeelContext parameters, ImmutableArray<Diagnostic>.Builder problems)
    {
        var ladders = ImmutableSortedDictionary.CreateBuilder<string, Ladder>(StringComparer.Ordinal);
        foreach (var sop in process.Sop.Ladders)
        {
            var reading = new LadderReading(process.Id, sop.Id, parameters, problems);
            var basis = sop.Basis == SopLadderBasis.Acknowledge ? LadderBasis.Acknowledge : LadderBasis.Resolve;
            ladders[Key(sop.Id, basis)] = new Ladder
            {
                Id = sop.Id,
                Basis = basis,
                LoopMax = sop.LoopCount,
                Levels = [.. sop.Levels.Select((level, index) => reading.Level(level, index + 1))
                    .OfType<LadderLevel>()],
            };
        }

        return ladders.ToImmutable();
    }

    public static bool Knows(ImmutableSortedDictionary<string, Ladder> ladders, string id) =>
        ladders.Values.Any(ladder => ladder.Id == id);

    public static Ladder? Find(ImmutableSortedDictionary<string, Ladder> ladders, string id, Metric metric) =>
        ladders.GetValueOrDefault(Key(id, metric == Metric.Acknowledge ? LadderBasis.Acknowledge
            : LadderBasis.Resolve));

    private static string Key(string id, LadderBasis basis) => $"{id}/{basis}";
}

/// <summary>One ladder being read.</summary>
internal sealed class LadderReading(
    string process, string ladder, FeelContext parameters, ImmutableArray<Diagnostic>.Builder problems)
{
    public LadderLevel? Level(SopLadderLevel level, int number)
    {
        if (Moment(level.Moment, number) is not { } fire)
            return null;

        return new LadderLevel
        {
            Number = number,
            Fire = fire,
            Calendar = level.Calendar ?? BusinessCalendar.TwentyFourSeven.Id,
            Targets = level.Targets,
            RepeatEvery = level.RepeatEvery is { } every ? Delay(every, number) : null,
            RepeatMax = level.RepeatMax ?? (level.RepeatEvery is null ? 0 : Ladder.RepeatCap),
            Actions = Actions(level.Actions),
        };
    }

    private LadderFire? Moment(SopLadderMoment moment, int number) => moment switch
    {
        Bpmn.Model.AfterDelay after => Delay(after.Delay, number) is { } delay ? new AfterAckTimeout(delay) : null,
        Bpmn.Model.AtPercent at => new ServiceLevels.AtPercent(at.Percent),
        Bpmn.Model.AtBreach => new ServiceLevels.AtBreach(),
        Bpmn.Model.AfterBreach { Delay.Raw: [.. var percent, '%'] }
            when int.TryParse(percent, NumberStyles.None, CultureInfo.InvariantCulture, out var more) =>
            new ServiceLevels.AtPercent(100 + more),
        Bpmn.Model.AfterBreach after =>
            Delay(after.Delay, number) is { } delay ? new ServiceLevels.AfterBreach(delay) : null,
        _ => throw new System.Diagnostics.UnreachableException(
            "A level fires after a delay, at a percentage or at the breach."),
    };

    private Duration? Delay(SopValue value, int number)
    {
        var duration = value.IsExpression ? Evaluate(value.Body) : IsoDuration.Read(value.Raw);
        if (duration is null)
        {
            problems.Add(Diagnostic.Error(
                "SLA003",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Level {number} of ladder '{ladder}': '{value.Raw}' is no duration. Write it like PT10M."),
                Location.Element(process, "ladder")));
        }

        return duration;
    }

    private Duration? Evaluate(string text)
    {
        var parsed = FeelCompiler.Expression(text, FeelNames.Of(parameters));
        return parsed.HasErrors ? null : IsoDuration.Read(parsed.Value!.Evaluate(
            new FeelScope(parameters, Instant.FromUnixTimeTicks(0), DateTimeZone.Utc)).Value);
    }

    private static ImmutableArray<LadderAction> Actions(ImmutableArray<SopLadderAction> actions) =>
        actions.IsEmpty ? [new Notify()] : [.. actions.Select(Action)];

    private static LadderAction Action(SopLadderAction action) => action switch
    {
        NotifyAction => new Notify(),
        WatchAction => new AddWatcher(),
        ReassignAction reassign => new Reassign(reassign.Role),
        SeverityAction severity => new RaiseSeverity(severity.Severity),
        EscalateAction escalate => new Escalate(escalate.Code),
        _ => throw new System.Diagnostics.UnreachableException($"No ladder action for {action.GetType().Name}."),
    };
}
