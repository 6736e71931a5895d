using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Runtime.Export;

/// <summary>The incident, runs, steps and promises of one operation, as far as its history was read.</summary>
internal sealed class LoggedParts(OperationKey key, CityLog city)
{
    private readonly string _id = key.Operation.ToString();
    private readonly Dictionary<InstanceId, Part> _runs = [];
    private readonly Dictionary<WorkItemId, Part> _items = [];
    private readonly Dictionary<ClockId, Part> _clocks = [];
    private Part? _incident;

    /// <summary>Takes one fact in; says what it is about.</summary>
    public About Note(OperationFact fact, object told, FactShape shape, Instant at)
    {
        var clock = shape[told, "Clock"] as ClockId?;
        var item = (told as WorkItemOffered)?.Item.Id ?? shape[told, "Item"] as WorkItemId?;
        var run = (fact as RunAdvanced)?.Run ?? shape[told, "Run"] as InstanceId?;
        Create(told, at);
        var watched = clock is { } known ? _clocks.GetValueOrDefault(known) : null;
        var step = item is { } number ? _items.GetValueOrDefault(number) : watched?.Item;
        var within = run is { } started ? _runs.GetValueOrDefault(started) : (step ?? watched)?.Run;
        var element = (shape[told, "Element"] ?? shape[told, "ElementId"]) as string ?? (step ?? watched)?.Element;
        return new About(within?.Id, element, within?.NodeOf(element), [.. Links(within, step, watched, told)]);
    }

    public bool HasRunOf(ProcedureId procedure) => _runs.Values.Any(run => run.Procedure == procedure);

    /// <summary>What is left when only the runs of one procedure are asked for.</summary>
    public ImmutableArray<LogObject> Kept(ProcedureId? procedure)
    {
        Part[] all = _incident is null ? [] : [_incident];
        var kept = all.Concat(_runs.Values).Concat(_items.Values).Concat(_clocks.Values)
            .Where(part => procedure is null || part == _incident || (part.Run ?? part).Procedure == procedure)
            .ToList();
        var ids = kept.Select(part => part.Id).ToHashSet(StringComparer.Ordinal);
        return [.. kept.Select(part => part.ToObject(
            link => !link.To.StartsWith(_id, StringComparison.Ordinal) || ids.Contains(link.To)))];
    }

    private IEnumerable<LogLink> Links(Part? run, Part? item, Part? clock, object told)
    {
        if (_incident is not null) yield return new LogLink(_incident.Id, "about");
        if (run is not null) yield return new LogLink(run.Id, "in");
        if (item is not null) yield return new LogLink(item.Id, "step");
        if (clock is not null) yield return new LogLink(clock.Id, "promise");
        if (told is WorkItemReassigned { FromRole: var from, ToRole: var to })
        {
            yield return new LogLink(city.Shared.Role(from), "taken-from");
            yield return new LogLink(city.Shared.Role(to), "given-to");
        }
        else if (item?.Role is { } role)
        {
            yield return new LogLink(city.Shared.Role(role), "asked-of");
            if (city.Shared.AgencyOf(role) is { } agency) yield return new LogLink(agency, "answered-by");
        }
    }

    private void Create(object told, Instant at)
    {
        switch (told)
        {
            case IncidentOpened opened: Open(opened); break;
            case IncidentSeverityChanged changed when _incident is not null:
                _incident.Set("severity", Word(changed.To), at);
                break;
            case RunStarted started: Start(started); break;
            case RunMigrated migrated when _runs.TryGetValue(migrated.Run, out var run):
                Migrate(run, migrated, at);
                break;
            case WorkItemOffered { Item: var item }: Offer(item); break;
            case WorkItemMoved moved when _items.TryGetValue(moved.Item, out var part):
                (part.Element, part.Role) = (moved.ElementId, moved.Role);
                part.Set("element", moved.ElementId, at);
                part.Set("role", moved.Role, at);
                break;
            case WorkItemReassigned { ToRole: var role } moved when _items.TryGetValue(moved.Item, out var part):
                part.Role = role;
                part.Set("role", role, at);
                break;
            case ClockAttached attached: Attach(attached); break;
        }
    }

    private void Open(IncidentOpened opened)
    {
        var opening = opened.Opening;
        _incident = new Part(_id, LogTypes.Incident);
        _incident.Set("city", key.City.Value);
        _incident.Set("kind", opening.Kind);
        _incident.Set("severity", Word(opening.Severity), opened.At);
        _incident.Set("ward", opening.Place.Ward);
        if (city.WithPeople) _incident.Set("title", opening.Title);
        if (opening.Place.Asset is { } asset) _incident.Link(city.Shared.Asset(asset), "at");
    }

    private void Start(RunStarted started)
    {
        var known = city.Find(started.Version);
        var run = new Part(Id("run", started.Run.Value), LogTypes.Run)
        {
            Procedure = known?.Version.Procedure,
            Nodes = known?.Built.Procedure?.Process,
        };
        run.Set("procedure", known?.Version.Procedure.Value);
        run.Set("number", known is null ? null : (long)known.Version.Number);
        run.Set("version", started.Version.Value);
        run.Set("name", known?.Version.Name);
        if (_incident is not null) run.Link(_incident.Id, "for");
        if (started.Caller is { Run: var caller }) run.Link(Id("run", caller.Value), "called-by");
        _runs[started.Run] = run;
    }

    private void Migrate(Part run, RunMigrated migrated, Instant at)
    {
        var known = city.Find(migrated.To);
        run.Nodes = known?.Built.Procedure?.Process;
        run.Set("number", known is null ? null : (long)known.Version.Number, at);
        run.Set("version", migrated.To.Value, at);
    }

    private void Offer(WorkItem item)
    {
        var run = _runs.GetValueOrDefault(item.Run);
        var part = new Part(Id("step", item.Id.Value), LogTypes.WorkItem)
        {
            Run = run, Element = item.ElementId, Role = item.Role,
        };
        part.Set("element", item.ElementId);
        part.Set("element_name", run?.NodeOf(item.ElementId)?.Label);
        part.Set("role", item.Role, item.OfferedAt);
        if (run is not null) part.Link(run.Id, "part-of");
        part.Link(city.Shared.Role(item.Role), "asked-of");
        _items[item.Id] = part;
    }

    private void Attach(ClockAttached attached)
    {
        var (subject, run) = (attached.Subject, _runs.GetValueOrDefault(attached.Subject.Run));
        var item = subject.Item is { } id ? _items.GetValueOrDefault(id) : null;
        var part = new Part(Id("promise", attached.Clock.Value), LogTypes.Promise)
        {
            Run = run, Item = item, Element = subject.ElementId,
        };
        part.Set("level", attached.State.Level.Id);
        part.Set("metric", Word(attached.State.Level.Metric));
        if ((item ?? run) is { } watched) part.Link(watched.Id, "watches");
        _clocks[attached.Clock] = part;
    }

    private static string Word(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private string Id(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{_id}/{kind}/{number}");

    private sealed class Part(string id, string type)
    {
        private readonly List<LogChange> _values = [];
        private readonly List<LogLink> _links = [];

        public string Id => id;

        public Part? Run { get; init; }

        public Part? Item { get; init; }

        public string? Element { get; set; }

        public string? Role { get; set; }

        public ProcedureId? Procedure { get; init; }

        public ExecutableProcess? Nodes { get; set; }

        public ExecutableNode? NodeOf(string? element) =>
            element is null ? null : Nodes?.Nodes.GetValueOrDefault(element);

        public void Set(string name, object? value, Instant? since = null)
        {
            if (value is not null) _values.Add(new LogChange(new LogValue(name, value), since));
        }

        public void Link(string to, string qualifier) => _links.Add(new LogLink(to, qualifier));

        public LogObject ToObject(Func<LogLink, bool> isKept) =>
            new(id, type) { Values = [.. _values], Links = [.. _links.Where(isKept)] };
    }
}

/// <summary>What one fact is about.</summary>
internal sealed record About(string? Run, string? Element, ExecutableNode? Node, ImmutableArray<LogLink> Links);
