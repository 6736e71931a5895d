using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Views.Naming;
using Samanvay.Runtime.Views.Steering;

namespace Samanvay.Runtime.Views;

/// <summary>What a history says to people, read fact by fact in order.</summary>
internal sealed partial class IncidentStory
{
    private readonly CityNames _names;
    private readonly List<TimelineEntry> _entries = [];
    private readonly Dictionary<WorkItemId, WorkItem> _items = [];
    private readonly Dictionary<InstanceId, ProcedureVersionId> _versions = [];
    private readonly Dictionary<ClockId, (ClockSubject Subject, ServiceClock State)> _clocks = [];
    private readonly Dictionary<WorkItemId, int> _levels = [];
    private readonly Dictionary<(InstanceId Run, string Element), int> _completed = [];
    private readonly Dictionary<(InstanceId Run, FaultId Fault), string> _faults = [];
    private readonly Dictionary<InstanceId, HoldView> _holds = [];
    private readonly HashSet<string> _roles = new(StringComparer.Ordinal);

    private (Instant At, long Sequence) _entry;

    public IncidentStory(CityNames names) => _names = names;

    /// <summary>In the order in which it happened.</summary>
    public IReadOnlyList<TimelineEntry> Entries => _entries;

    public IEnumerable<TimelineEntry> Newest => Enumerable.Reverse(_entries);

    /// <summary>Every role that was ever asked: its agency takes part.</summary>
    public IReadOnlySet<string> Roles => _roles;

    public static IncidentStory Read(ViewScene scene, IEnumerable<HistoryEntry> history)
    {
        var story = new IncidentStory(scene.Names);
        foreach (var entry in history)
            story.Tell(entry.At, entry.Sequence, OperationJson.ReadFacts(entry.Body.Span));
        return story;
    }

    /// <summary>Goes on with what the next command brought.</summary>
    public void Tell(Instant at, long sequence, IEnumerable<OperationFact> facts)
    {
        _entry = (at, sequence);
        foreach (var fact in facts) Tell(fact);
    }

    public int LadderLevelOf(WorkItemId item) => _levels.GetValueOrDefault(item);

    /// <summary>Set while the run is held.</summary>
    public HoldView? HoldOf(InstanceId run) => _holds.GetValueOrDefault(run);

    public HoldView? HoldOf(WorkItemId item) => _items.TryGetValue(item, out var it) ? HoldOf(it.Run) : null;

    public ImmutableSortedDictionary<string, int> CompletedOf(InstanceId run) =>
        _completed.Where(pair => pair.Key.Run == run).ToImmutableSortedDictionary(
            pair => pair.Key.Element, pair => pair.Value, StringComparer.Ordinal);

    private void Tell(OperationFact fact)
    {
        switch (fact)
        {
            case RunAdvanced advanced:
                Tell(advanced.Run, advanced.Fact);
                break;
            case ClockAttached attached:
                _clocks[attached.Clock] = (attached.Subject, attached.State);
                break;
            case ClockAdvanced advanced:
                Tell(advanced.Fact);
                break;
            case ClockMovedAlong moved when _clocks.TryGetValue(moved.Clock, out var clock):
                _clocks[moved.Clock] = (clock.Subject with { ElementId = moved.ElementId }, clock.State);
                break;
            case RunStarted or RunMigrated or ClosingHeldBack or RunSuspended or RunResumed or InputKept
                or InputTurnedAway:
                TellRun(fact);
                break;
            case WorkItemOffered or WorkItemAcknowledged or WorkItemDeclined or WorkItemReportedUnable
                or WorkItemReassigned or WorkItemMoved or WorkItemCompleted or WorkItemWithdrawn:
                TellStep(fact);
                break;
            default:
                TellIncident(fact);
                break;
        }
    }

    // Promises that can not be read and stale timers are for whoever maintains the procedure, not for this screen.
    private void TellIncident(OperationFact fact)
    {
        switch (fact)
        {
            case IncidentOpened opened:
                Add(TimelineKinds.Opened, opened.By, ("kind", opened.Opening.Kind),
                    ("title", _names.Title(opened.Opening.Kind, opened.Opening.Title)),
                    ("severity", Text((int)opened.Opening.Severity)));
                break;
            case SituationChanged { Change: var change }:
                Add(TimelineKinds.Situation, null, ("rule", _names.Situation(change.Rule)), ("change", change.Kind),
                    ("level", change.Level is { } level ? _names.Level(change.Rule, level) : SensorOf(change)),
                    ("severity", change.Severity is { } severity ? Text((int)severity) : null),
                    ("fault", (change.Payload["fault"] as FeelString)?.Value),
                    // What raised a level is told by the level.
                    ("value", change.Payload["fault"] is FeelString ? Number(change.Payload["value"]) : null));
                break;
            case IncidentSeverityChanged changed:
                Add(TimelineKinds.Severity, changed.By, ("from", Text((int)changed.From)),
                    // Where nobody changed it a situation did, and the line of the situation says so.
                    ("to", Text((int)changed.To)), ("reason", changed.By is null ? null : changed.Reason));
                break;
            case NoteAdded note:
                Add(TimelineKinds.Note, note.By, ("text", note.Text));
                break;
            case AlarmAcknowledged heard:
                Add(TimelineKinds.AlarmHeard, heard.By);
                break;
            case IncidentClosed closed:
                Add(TimelineKinds.Closed, closed.By, ("reason", closed.Reason));
                break;
        }
    }

    private string? SensorOf(SituationReport change) =>
        change.Payload["sensor"] is FeelString { Value: var id } ? _names.Device(id) : null;

    private static string? Number(FeelValue value) => value is FeelNumber number ? number.Value.ToString() : null;

    private void Add(string kind, string? by, params (string Name, string? Value)[] detail) =>
        Add(new TimelineEntry(_entry.At, kind, _entry.Sequence), by, detail);

    private void Add(TimelineEntry entry, string? by, params (string Name, string? Value)[] detail) =>
        _entries.Add(entry with
        {
            PersonName = by is null ? null : _names.Person(by),
            Detail = detail.Where(pair => pair.Value is not null).ToImmutableSortedDictionary(
                pair => pair.Name, pair => pair.Value!, StringComparer.Ordinal),
        });

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
