using System.Text.Json;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Runtime.Intake.Remembering;
using Samanvay.Runtime.Ports;
using StoredKey = Samanvay.Runtime.Ports.SituationKey;

namespace Samanvay.Runtime.Intake;

/// <summary>What alerts do. All of a city's are one machine: an update may end what another rule began.</summary>
internal sealed partial class SituationJudge
{
    private readonly List<AlertRow> _alerts = [];
    private AlertBook? _book;

    private StoredKey AlertsKey => AlertsKeyOf(city);

    public static StoredKey AlertsKeyOf(CityId city) => new(city, AlertBook.Name, StormGate.Everywhere);

    /// <summary>The alerts that are to be kept.</summary>
    public IReadOnlyList<AlertRow> Alerts => _alerts;

    public AlertOutcome Take(AlertArrival arrival)
    {
        var (message, facts) = AlertTranslation.Of(arrival, context.Alerts);
        var moved = AlertEngine.Receive(context.Alerts.Rules, BookOf(), message, now);
        Keep(moved);
        var outcome = moved.Outcome!.Value;
        facts = facts with
        {
            DedupeKeys = [.. moved.Marks.Select(mark => DedupeKey(mark.Rule, mark.Place, mark.Episode))],
        };
        _alerts.Add(new AlertRow(city, message.Key, now, outcome, facts)
        {
            Text = arrival.Alert.Text,
        });
        return outcome;
    }

    private void TickAlerts() => Keep(AlertEngine.Tick(context.Alerts.Rules, BookOf(), now));

    private CachedSituation Alerted => cache.Find(AlertsKey.Rule, AlertsKey.Place)
        ?? throw new InvalidOperationException("The alerts of the city were not looked for.");

    private AlertBook BookOf() => _book ??= Alerted.Raw is { } stored
        ? JsonSerializer.Deserialize(stored.Span, SituationJson.Default.AlertBook)!
        : AlertBook.Empty;

    private void Keep(AlertMoved moved)
    {
        var rows = moved.Told.Select(Row).ToList();
        _book = moved.Book;
        var due = AlertEngine.NextDue(context.Alerts.Rules, _book);
        Move(Alerted, new Judged(null, _book.Told, due, MustBeWritten: true)
        {
            Raw = JsonSerializer.SerializeToUtf8Bytes(_book, SituationJson.Default.AlertBook),
        });
        _inbox.AddRange(rows);
    }

    private InboxRow Row(AlertTold told)
    {
        var (rule, key) = (told.Change.Rule, told.Change.Key);
        var (name, place) = context.Alerts.PlaceOf(key);
        var notice = new SituationNotice(told.Change, DedupeKey(rule, key, told.Episode), name, place)
        {
            Alert = told.Brief,
        };
        return new InboxRow(
            0, city, $"alert:{rule}:{key}:{told.Number}", InboxKinds.Situation, $"{rule}/{key}", notice.Write(), now,
            0);
    }

    private string DedupeKey(string rule, string place, int episode)
    {
        var key = SituationReports.DedupeKey(rule, place);
        return context.Alerts.Rules.FirstOrDefault(one => one.Id == rule) is { Join: false } ? $"{key}/{episode}" : key;
    }
}
