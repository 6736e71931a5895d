using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Simulation;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Views.Naming;

namespace Samanvay.Runtime.Procedures.TryOut;

/// <summary>Tells a drill as the control room would see it: the same sentences as an incident's timeline.</summary>
internal sealed class TryOutStory
{
    private readonly CityNames _names;
    private readonly SortedDictionary<Guid, (IncidentStory Story, Operation Operation)> _told = [];
    private readonly ImmutableArray<TryOutMoment>.Builder _moments = ImmutableArray.CreateBuilder<TryOutMoment>();

    private TryOutStory(CityNames names) => _names = names;

    public static ImmutableArray<TryOutMoment> Of(ScenarioResult result, CityNames names)
    {
        var story = new TryOutStory(names);
        foreach (var instant in result.Steps.GroupBy(step => step.At))
            story.Tell(instant.Key, instant);
        return story._moments.ToImmutable();
    }

    /// <summary>The names of a city in which the people of the drill are called after their roles.</summary>
    public static CityNames Names(CitySetup city, OperationContext context, BuiltProcedure built,
        TryOutRequest request)
    {
        var words = ProcedureWords.Of(built, request.Language);
        var plain = new CityNames(city, context, request.Language) { Words = words };
        return new CityNames(city, context, request.Language, person => NameOf(person, plain, request.HeadOf))
        {
            Words = words,
        };
    }

    private static string? NameOf(string person, CityNames names, string headOf)
    {
        if (DrillPeople.RoleOf(person) is not { } role) return null;
        return role.EndsWith(DrillPeople.Head, StringComparison.Ordinal)
            ? string.Format(CultureInfo.CurrentCulture, headOf, names.Role(role[..^DrillPeople.Head.Length]))
            : names.Role(role);
    }

    private void Tell(Instant at, IEnumerable<VirtualStep> steps)
    {
        var entries = ImmutableArray.CreateBuilder<TimelineEntry>();
        foreach (var step in steps)
        {
            var operation = step.Result.Operation;
            var story = _told.TryGetValue(operation.Id.Value, out var known) ? known.Story : new IncidentStory(_names);
            var before = story.Entries.Count;
            story.Tell(at, operation.Sequence, step.Result.Facts);
            entries.AddRange(story.Entries.Skip(before));
            _told[operation.Id.Value] = (story, operation);
        }

        _moments.Add(new TryOutMoment(at, entries.ToImmutable())
        {
            Tokens = [.. Runs.SelectMany(run => RunTokens.Of(run.Operation, run.Id, at))],
            Completed = Runs.SelectMany(run => run.Story.CompletedOf(run.Id)).GroupBy(pair => pair.Key)
                .ToImmutableSortedDictionary(
                    group => group.Key, group => group.Sum(pair => pair.Value), StringComparer.Ordinal),
        });
    }

    private IEnumerable<(IncidentStory Story, Operation Operation, Engine.InstanceId Id)> Runs =>
        _told.Values.SelectMany(told => told.Operation.Runs.Keys.Select(id => (told.Story, told.Operation, id)));
}
