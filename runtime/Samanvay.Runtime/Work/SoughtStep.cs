using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Views;

namespace Samanvay.Runtime.Work;

/// <summary>The step that a request is about. A step that is over is found too, so that a request that is sent again
/// gets the answer of the first.</summary>
internal sealed record SoughtStep(ProcedureVersionId Version, string ElementId, string Role)
{
    public static async Task<SoughtStep?> FindAsync(
        IViewStore store, CityId city, StepCall call, CancellationToken cancellation)
    {
        var key = call.Item.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var open = await store.WorkItemsAsync(city, call.Operation, cancellation);
        return open.FirstOrDefault(item => item.Line.Key == key) is { Line: var line }
            ? new SoughtStep(new ProcedureVersionId(line.Version), line.ElementId, line.Role)
            : Past(await store.HistoryAsync(city, call.Operation, cancellation), call.Item);
    }

    private static SoughtStep? Past(IEnumerable<HistoryEntry> history, WorkItemId item)
    {
        var versions = new Dictionary<Engine.InstanceId, ProcedureVersionId>();
        SoughtStep? found = null;
        Engine.InstanceId? open = null;
        foreach (var fact in history.SelectMany(entry => OperationJson.ReadFacts(entry.Body.Span)))
        {
            switch (fact)
            {
                case RunStarted started:
                    versions[started.Run] = started.Version;
                    break;
                case WorkItemOffered { Item: var offered } when offered.Id == item:
                    found = new SoughtStep(versions[offered.Run], offered.ElementId, offered.Role);
                    open = offered.Run;
                    break;
                case RunMigrated migrated:
                    versions[migrated.Run] = migrated.To;
                    if (open == migrated.Run) found = found! with { Version = migrated.To };
                    break;
                case WorkItemMoved moved when moved.Item == item && found is not null:
                    found = found with { ElementId = moved.ElementId, Role = moved.Role };
                    break;
                case WorkItemCompleted completed when completed.Item == item:
                case WorkItemWithdrawn withdrawn when withdrawn.Item == item:
                    open = null;
                    break;
                case WorkItemReassigned reassigned when reassigned.Item == item && found is not null:
                    found = found with { Role = reassigned.ToRole };
                    break;
            }
        }

        return found;
    }
}
