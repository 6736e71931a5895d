using System.Collections.Immutable;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Cities;

/// <summary>What should be new and has the id of something that the city has already.</summary>
internal static class TakenIds
{
    public static ImmutableArray<FieldProblem> Among(IEnumerable<CityEdit> edits, CitySetup setup) =>
    [
        .. from edit in edits
           let named = Named(edit, setup)
           where named.IsTaken
           select new FieldProblem(
               $"{named.Kind}/{named.Id}/id",
               $"The id {named.Id} is taken. Choose another, or change what has it from the list."),
    ];

    private static (string Kind, string Id, bool IsTaken) Named(CityEdit edit, CitySetup setup) => edit switch
    {
        SaveAgency { Agency.Id.Value: var id } => ("agencies", id, setup.Agencies.ContainsKey(id)),
        SaveRole { Role.Id.Value: var id } => ("roles", id, setup.Roles.ContainsKey(id)),
        SavePerson { Person.Id.Value: var id } => ("people", id, setup.People.ContainsKey(id)),
        SaveWard { Ward.Id.Value: var id } => ("wards", id, setup.Wards.ContainsKey(id)),
        SaveDevice { Device.Id.Value: var id } => ("devices", id, setup.Devices.ContainsKey(id)),
        SaveCalendar { Calendar.Id: var id } => ("calendars", id, setup.Calendars.ContainsKey(id)),
        SaveFeed { Feed.Id: var id } => ("feeds", id, setup.Feeds.ContainsKey(id)),
        _ => ("", "", false),
    };
}
