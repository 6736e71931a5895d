using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Cities;

/// <summary>A city's set-up with everything looked up and compiled once. It never changes; a saved edit makes the
/// next one.</summary>
public sealed class CitySnapshot
{
    private readonly ImmutableArray<(WardId Ward,
        ImmutableArray<ImmutableArray<ImmutableArray<GeoPoint>>> Area)> _areas;
    private readonly ImmutableSortedDictionary<string, ImmutableArray<Duty>> _duties;

    public CitySnapshot(CitySetup setup)
    {
        Setup = setup;
        Zone = DateTimeZoneProviders.Tzdb[setup.City.Zone];
        Calendars = new CalendarBook(setup.Calendars.Values
            .Select(calendar => CalendarJson.Read(calendar.Id, calendar.Content, setup.City.Zone).Value)
            .OfType<BusinessCalendar>());
        _areas = [.. setup.Wards.Values.Select(ward => (ward.Id, GeoShape.Parse(ward.Geometry)))];
        _duties = setup.Holders.ToImmutableSortedDictionary(
            pair => pair.Key, pair => pair.Value.SelectMany(Duties).ToImmutableArray(), StringComparer.Ordinal);
    }

    public CitySetup Setup { get; }

    public City City => Setup.City;

    public DateTimeZone Zone { get; }

    public CalendarBook Calendars { get; }

    /// <summary>Who is asked when the role is called now, in order. Deputies are, when no regular holder is
    /// available.</summary>
    public ImmutableArray<PersonId> PeopleOf(RoleId role, Instant now)
    {
        var available = _duties.GetValueOrDefault(role.Value, [])
            .Where(duty => duty.Hours is null || duty.Hours.Cover(now, Zone)).ToLookup(duty => duty.Holder.Deputy);
        return [.. (available[false].Any() ? available[false] : available[true]).Select(duty => duty.Holder.Person)];
    }

    public Person? PersonOf(PersonId? person) =>
        person is { } id ? Setup.People.GetValueOrDefault(id.Value) : null;

    /// <summary>The asker as the city knows the person now; absent for somebody unknown or inactive.</summary>
    public Asker? AskerOf(PersonId person) => PersonOf(person) is { Active: true } known ? known.AsAsker() : null;

    public AgencyId? AgencyOf(RoleId role) => Setup.Roles.GetValueOrDefault(role.Value)?.Agency;

    public ImmutableArray<RoleId> RolesOf(PersonId person) =>
        [.. from pair in Setup.Holders where pair.Value.Any(holder =>
            holder.Person == person) select new RoleId(pair.Key)];

    public WardId? WardAt(GeoPoint point) =>
        _areas.Where(area => GeoShape.Contains(area.Area, point)).Select(area => (WardId?)area.Ward).FirstOrDefault();

    /// <summary>Whether the key may hand in observations of the device.</summary>
    public bool Reaches(ApiKeyId key, DeviceId device) =>
        Setup.Keys.TryGetValue(key.Value, out var known) && Setup.Devices.TryGetValue(device.Value, out var target)
        && known.Reaches(target);

    private IEnumerable<Duty> Duties(RoleHolder holder) => PersonOf(holder.Person) is { Active: true }
        ? [new Duty(holder, holder.Hours is { } hours ? WeeklyHours.Parse(hours) : null)]
        : [];

    private sealed record Duty(RoleHolder Holder, WeeklyHours? Hours);
}
