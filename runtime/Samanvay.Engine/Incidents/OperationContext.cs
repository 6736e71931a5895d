using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Engine.Incidents;

/// <summary>
/// What the engine may know of the city while it takes a step: an immutable snapshot, handed in by the caller.
/// </summary>
public sealed record OperationContext
{
    public required DateTimeZone Zone { get; init; }

    /// <summary>Every version that is published or still runs.</summary>
    public required ImmutableSortedDictionary<string, Procedure> Procedures { get; init; }

    /// <summary>The version that a call activity starts, by the id of the BPMN process that it names.</summary>
    public ImmutableSortedDictionary<string, ProcedureVersionId> InForce { get; init; } =
        ImmutableSortedDictionary<string, ProcedureVersionId>.Empty;

    public required CalendarBook Calendars { get; init; }

    public required ResponderDirectory Directory { get; init; }

    public Procedure? FindInForce(string process) =>
        InForce.TryGetValue(process, out var version) ? Find(version) : null;

    public Procedure? Find(ProcedureVersionId version) => Procedures.GetValueOrDefault(version.Value);
}
