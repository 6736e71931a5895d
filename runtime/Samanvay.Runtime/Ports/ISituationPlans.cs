using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Ports;

/// <summary>What the city has bound to its situations.</summary>
public interface ISituationPlans
{
    /// <summary>What a message of a situation starts here; null when no published procedure waits for it.</summary>
    /// <param name="message">As the procedure names it, for example <c>river-level/raised/moderate</c>.</param>
    ValueTask<SituationPlan?> FindAsync(CityId city, string message, CancellationToken cancellation);
}

/// <param name="Kind">The kind of incident, for example <c>river-flood</c>.</param>
/// <param name="Title">What lists show; the place is added to it.</param>
public sealed record SituationPlan(string Kind, string Title, ImmutableArray<ProcedureVersionId> Starts);
