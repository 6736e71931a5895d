using System.Text.Json;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations.Alerts;

namespace Samanvay.Engine.Simulation;

/// <summary>The rules about alerts of a drill: they judge the warnings of authorities.</summary>
internal sealed class WarningWatch(IReadOnlyList<AlertRule> rules, SituationTeller teller, SightRecorder sights)
{
    private AlertBook _book = AlertBook.Empty;

    public void Receive(ScenarioAlert alert)
    {
        var moved = AlertEngine.Receive(rules, _book, alert.Message, alert.At);
        sights.See(new Sight(alert.At, SightKind.Alert, alert.Message.Key.Identifier)
        {
            Change = JsonNamingPolicy.KebabCaseLower.ConvertName(moved.Outcome!.Value.ToString()),
        });
        Keep(moved);
    }

    public (Instant At, Action Fire)? NextTimer() => AlertEngine.NextDue(rules, _book) is { } due
        ? (due, () => Keep(AlertEngine.Tick(rules, _book, due)))
        : null;

    private void Keep(AlertMoved moved)
    {
        _book = moved.Book;
        foreach (var told in moved.Told)
        {
            var key = SituationReports.DedupeKey(told.Change.Rule, told.Change.Key);
            var joins = rules.FirstOrDefault(rule => rule.Id == told.Change.Rule) is not { Join: false };
            teller.Tell(joins ? key : $"{key}/{told.Episode}", told.Change, told.Brief);
        }
    }
}
