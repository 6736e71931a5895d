using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views;

namespace Samanvay.Runtime.Procedures;

/// <summary>How many open incidents run on each version: a version is kept as long as something runs on it.</summary>
public sealed class ProcedureRuns(IViewStore store)
{
    public async Task<Answer<ImmutableSortedDictionary<string, int>>> OpenAsync(
        Asker asker, CancellationToken cancellation)
    {
        var operation = FrontDoorOperation.ViewProcedures;
        if (!AccessPolicy.Allows(asker, operation, asker.City)) return new NotAllowed(operation);
        var running = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var incident in await store.OpenIncidentsAsync(asker.City, cancellation))
        {
            if (await store.StateAsync(asker.City, incident.Operation, cancellation) is not { } stored) continue;
            var runs = OperationJson.ReadState(stored.State.Span).Runs.Values;
            foreach (var version in runs.Where(run => run.Instance.IsRunning).Select(run => run.Version.Value)
                .Distinct(StringComparer.Ordinal))
            {
                running[version] = running.GetValueOrDefault(version) + 1;
            }
        }

        return running.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}
