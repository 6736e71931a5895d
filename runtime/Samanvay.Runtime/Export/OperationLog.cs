using System.Collections.Immutable;
using System.Text.Json;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Runtime.Export;

/// <summary>Tells the history of one operation: one event for each fact, linked with what it is about.</summary>
internal sealed class OperationLog(OperationKey key, CityLog city)
{
    private static readonly ImmutableArray<string> Nobody = [];

    private readonly LoggedParts _parts = new(key, city);
    private readonly ImmutableArray<LogEvent>.Builder _events = ImmutableArray.CreateBuilder<LogEvent>();

    /// <param name="procedure">Only its runs and what is about the whole incident; absent for all.</param>
    /// <returns>Absent where nothing of it is asked for.</returns>
    public static LoggedOperation? Read(
        OperationKey key, CityLog city, IReadOnlyList<HistoryEntry> history, ProcedureId? procedure)
    {
        var log = new OperationLog(key, city);
        foreach (var entry in history)
        {
            var facts = OperationJson.ReadFacts(entry.Body.Span);
            for (var index = 0; index < facts.Length; index++) log.Add(entry, index, facts[index]);
        }

        var kept = log._parts.Kept(procedure);
        if (procedure is not null && !log._parts.HasRunOf(procedure.Value)) return null;
        return new LoggedOperation(
            key, kept,
            [.. log._events.Where(logged => logged.Run is null || kept.Any(part => part.Id == logged.Run))]);
    }

    private void Add(HistoryEntry entry, int index, OperationFact fact)
    {
        object told = fact switch
        {
            RunAdvanced advanced => advanced.Fact,
            ClockAdvanced advanced => advanced.Fact,
            _ => fact,
        };
        var shape = FactShapes.Of(told);
        var at = told switch
        {
            Fact { At: var when } => when,
            ServiceLevelFact { At: var when } => when,
            WorkItemCompleted { At: var when } => when,
            WorkItemAcknowledged { At: var when } => when,
            _ => entry.At,
        };
        var about = _parts.Note(fact, told, shape, at);
        var node = about.Node;
        var id = FormattableString.Invariant($"{key.Operation}/{entry.Sequence}/{index}");
        _events.Add(new LogEvent(id, shape.Name, at)
        {
            Sequence = entry.Sequence,
            Run = about.Run,
            Element = about.Element,
            ElementName = node?.Label,
            ElementType = node is null ? null : JsonNamingPolicy.KebabCaseLower.ConvertName(node.Model.GetType().Name),
            Values = [.. Values(shape, told)],
            Links = [.. about.Links.Concat(Outside(shape, told)).Distinct()],
        });
    }

    private IEnumerable<LogValue> Values(FactShape shape, object told) =>
        from field in shape.Values(city.WithPeople)
        let value = field.Of(told)
        where value is not null
        select new LogValue(field.Name, value);

    private IEnumerable<LogLink> Outside(FactShape shape, object told)
    {
        foreach (var field in shape.People)
        {
            var qualifier = field.Property == "People"
                ? "told" : JsonNamingPolicy.KebabCaseLower.ConvertName(field.Property);
            var people = field.Read(told) switch
            {
                string person => [person],
                ImmutableArray<string> { IsDefault: false } many => many,
                _ => Nobody,
            };
            foreach (var person in people) yield return new LogLink(city.Shared.Person(person), qualifier);
        }

        if (told is IncidentOpened { Opening.Place.Asset: { } asset })
            yield return new LogLink(city.Shared.Asset(asset), "at");
        if (told is SituationChanged { Change.Payload: var payload } && payload.TryGet("sensor", out var sensor)
            && sensor is FeelString { Value: var device })
        {
            yield return new LogLink(city.Shared.Sensor(device), "seen-by");
        }
    }
}
