using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Simulation;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Work;
using Samanvay.Storage;
using Samanvay.Storage.Model.Steps;

namespace Samanvay.Server.Sample;

/// <summary>
/// The sample people: they answer open steps through the front door, as the script says and as anybody would.
/// </summary>
internal sealed class SeasonPeople(
    SeasonCast cast, SeasonState state, WorkDesk desk, IDbContextFactory<SamanvayDbContext> databases,
        CitySnapshots cities)
{
    // What was tried and refused is not tried again: a visitor was faster, or the procedure has moved on.
    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);

    /// <summary>What the people do next, in order; steps that nobody of the script answers are left out.</summary>
    public async Task<IReadOnlyList<PlannedAct>> PlanAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var items = await database.Set<StoredWorkItem>().AsNoTracking()
            .Where(item => item.City == cast.City).ToListAsync(cancellation);
        var occurrences = await OccurrencesAsync(database, items, cancellation);
        return [.. items.SelectMany(item => Acts(item, occurrences[item])).Where(act => !_tried.Contains(act.Key))
            .OrderBy(act => act.At).ThenBy(act => act.Key)];
    }

    public async Task ActAsync(PlannedAct act, CancellationToken cancellation)
    {
        _tried.Add(act.Key);
        if (await AskerOfAsync(act.Item, cancellation) is not { } asker)
            return;

        var step = new StepCall(act.Item.Operation, Number(act.Item), act.Key);
        if (act.Output is null)
            await desk.AcknowledgeAsync(asker, step, cancellation);
        else
            await desk.CompleteAsync(asker, step, act.Output, cancellation);
    }

    private IEnumerable<PlannedAct> Acts(StoredWorkItem item, int occurrence)
    {
        // While a visitor takes part, a step that the visitor has taken is the visitor's.
        if (cast.People.FirstOrDefault(behaviour =>
            behaviour.Fits(item.Role, item.ElementId, occurrence)) is not { } behaviour
            || (state.TakesPart && item.AcknowledgedBy is not null && !_tried.Contains(KeyOf(item, "acknowledge"))))
        {
            yield break;
        }

        if (behaviour.AcknowledgeAfter is { } acknowledge && item.AcknowledgedBy is null)
            yield return new PlannedAct(item.OfferedAt + acknowledge, KeyOf(item, "acknowledge"), item, null);

        if (behaviour.CompleteAfter is { } complete)
            yield return new PlannedAct(item.OfferedAt + complete, KeyOf(item, "complete"), item, behaviour.Output);
    }

    /// <summary>
    /// The how-manieth offer of its step each item is: promises of earlier ones are still in the table.
    /// </summary>
    private async Task<Dictionary<StoredWorkItem, int>> OccurrencesAsync(
        SamanvayDbContext database, IReadOnlyList<StoredWorkItem> items, CancellationToken cancellation)
    {
        var elements = items.Select(item => item.ElementId).Distinct().ToList();
        var promised = await database.Set<StoredClock>().AsNoTracking()
            .Where(clock => clock.City == cast.City && clock.WorkItem != null && elements.Contains(clock.ElementId!))
            .Select(clock => new { clock.Operation, clock.ElementId, clock.WorkItem }).Distinct()
            .ToListAsync(cancellation);
        return items.ToDictionary(item => item, item => Math.Max(1, promised.Count(earlier =>
            earlier.Operation == item.Operation && earlier.ElementId == item.ElementId
            && int.Parse(earlier.WorkItem!, CultureInfo.InvariantCulture) <= Number(item).Value)));
    }

    private async Task<Asker?> AskerOfAsync(StoredWorkItem item, CancellationToken cancellation)
    {
        if (await cities.FindAsync(cast.City, cancellation) is not { } snapshot)
            return null;

        var people = snapshot.PeopleOf(item.Role, item.OfferedAt);
        return people.IsEmpty ? null : snapshot.AskerOf(people[0]);
    }

    private static string KeyOf(StoredWorkItem item, string what) => $"season/{item.Operation}/{item.Key}/{what}";

    private static WorkItemId Number(StoredWorkItem item) => new(int.Parse(item.Key, CultureInfo.InvariantCulture));
}

/// <param name="Output">What is filled into the form; absent when the step is only acknowledged.</param>
internal sealed record PlannedAct(Instant At, string Key, StoredWorkItem Item, Feel.Values.FeelContext? Output);

/// <summary>Whose people act, and how.</summary>
internal sealed record SeasonCast(CityId City, IReadOnlyList<Behaviour> People);
