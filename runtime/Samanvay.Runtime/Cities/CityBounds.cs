using System.Diagnostics;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Cities;

/// <summary>What an administrator's own edits may carry: nothing of another city, no keys, and no change of the
/// city's mode.</summary>
internal static class CityBounds
{
    public static bool Permit(CityEdit edit, City city) => edit switch
    {
        SaveCity save => save.City.Id == city.Id && save.City.Mode == city.Mode,
        SaveKey => false,
        _ => CitiesOf(edit).All(id => id == city.Id),
    };

    private static IEnumerable<CityId> CitiesOf(CityEdit edit) => edit switch
    {
        SaveAgency save => [save.Agency.City],
        SaveRole save => [save.Role.City],
        SetRoleHolders set => set.Holders.Select(holder => holder.City),
        SavePerson save => [save.Person.City],
        SaveWard save => [save.Ward.City],
        SaveDevice save => [save.Device.City],
        SaveCalendar save => [save.Calendar.City],
        SaveBinding save => [save.Binding.City],
        SaveRetention save => [save.Retention.City],
        SaveSignalKeeping save => [save.Keeping.City],
        SaveFeed save => [save.Feed.City],
        RemoveAgency or RemoveRole or RemoveWard or RemoveDevice or RemoveCalendar or RemoveBinding
            or RemoveRetention or RemoveSignalKeeping or RemoveFeed => [],
        _ => throw new UnreachableException($"No bounds for {edit.GetType().Name}."),
    };
}
