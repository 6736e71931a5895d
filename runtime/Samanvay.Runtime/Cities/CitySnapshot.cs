using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Feeds;

namespace Samanvay.Runtime.Cities;

/// <summary>A city's set-up with everything looked up and compiled once. It never changes; a saved edit makes the next
/// one.</summary>
public sealed class CitySnapshot
{
    private readonly ImmutableArray<(WardId Ward,
        ImmutableArray<ImmutableArray<ImmutableArray<GeoPoint>>> Area)> _areas;

    private readonly ILookup<string, Device> _devices;
    private readonly ImmutableSortedDictionary<string, Lazy<FeedPlan>> _feeds;

    public CitySnapshot(CitySetup setup)
    {
        Setup = setup;
        Zone = DateTimeZoneProviders.Tzdb[setup.City.Zone];
        Directory = CityDirectory.Of(setup);
        var calendars = setup.Calendars.Values
            .Select(calendar => CalendarJson.Read(calendar.Id, calendar.Content, setup.City.Zone).Value)
            .OfType<BusinessCalendar>().Where(calendar => calendar.Id != CityCalendar.Always)
            .ToDictionary(calendar => calendar.Id, StringComparer.Ordinal);
        var bound = setup.Bindings.Values.Where(binding => binding.Kind == BindingKind.Calendar)
            .Where(binding => !calendars.ContainsKey(binding.Name) && binding.Name != CityCalendar.Always)
            .Select(binding => calendars.GetValueOrDefault(binding.Targets[0], BusinessCalendar.TwentyFourSeven)
                with { Id = binding.Name });
        Calendars = new CalendarBook([.. calendars.Values, .. bound, .. CityDirectory.HourCalendars(setup)]);
        _devices = setup.Devices.Values.ToLookup(device => device.Signal, StringComparer.Ordinal);
        _feeds = setup.Feeds.ToImmutableSortedDictionary(
            feed => feed.Key, feed => new Lazy<FeedPlan>(() => FeedPlan.Of(feed.Value)), StringComparer.Ordinal)
            .SetItem(Feed.Signals, new Lazy<FeedPlan>(() => FeedPlan.SignalsOf(setup.City.Id)));
        _areas = [.. setup.Wards.Values.Select(ward => (ward.Id, GeoShape.Parse(ward.Geometry)))];
        Reach = new CityReach(
            _areas.Select(area => (area.Ward.Value, area.Area)),
            setup.Devices.Values.Select(device => device is { Longitude: { } east, Latitude: { } north }
                ? new GeoPoint(east, north) : (GeoPoint?)null).OfType<GeoPoint>());
    }

    public CitySetup Setup { get; }

    public City City => Setup.City;

    public DateTimeZone Zone { get; }

    public CalendarBook Calendars { get; }

    public ResponderDirectory Directory { get; }

    /// <summary>What areas from outside touch of the city.</summary>
    internal CityReach Reach { get; }

    /// <summary>Who is asked when the role is called now, in order.</summary>
    public ImmutableArray<PersonId> PeopleOf(string role, Instant now) =>
        [.. Directory.Resolve(role, now, Calendars).People.Select(person => new PersonId(person))];

    public Person? PersonOf(PersonId? person) =>
        person is { } id ? Setup.People.GetValueOrDefault(id.Value) : null;

    /// <summary>The asker as the city knows the person now; absent for somebody unknown or inactive.</summary>
    public Asker? AskerOf(PersonId person) => PersonOf(person) is { Active: true } known ? known.AsAsker() : null;

    /// <summary>The agency that answers for a role, named as the city or as a procedure names it.</summary>
    public AgencyId? AgencyOf(string role) =>
        Directory.Roles.TryGetValue(role, out var holders) ? new AgencyId(holders.Agency) : null;

    /// <summary>Every name of a role that the person holds: the city's own and the bound ones.</summary>
    public ImmutableSortedSet<string> RolesOf(PersonId person) =>
    [
        .. from role in Directory.Roles
           where role.Value.Holders.Concat(role.Value.Deputies).Any(responder => responder.Person == person.Value)
           select role.Key,
    ];

    /// <summary>Every name of a role that the agency answers for.</summary>
    public ImmutableSortedSet<string> RolesOf(AgencyId agency) =>
        [.. from role in Directory.Roles where role.Value.Agency == agency.Value select role.Key];

    public WardId? WardAt(GeoPoint point) =>
        _areas.Where(area => GeoShape.Contains(area.Area, point)).Select(area => (WardId?)area.Ward).FirstOrDefault();

    /// <summary>Whether the key may hand in observations of the device.</summary>
    public bool Reaches(ApiKeyId key, DeviceId device) =>
        Setup.Keys.TryGetValue(key.Value, out var known) && Setup.Devices.TryGetValue(device.Value, out var target)
        && known.Reaches(target);

    /// <summary>A feed by its id, the one of the intake's own events among them.</summary>
    public FeedPlan? FindFeed(string id) => _feeds.GetValueOrDefault(id)?.Value;

    /// <summary>The devices whose readings a procedure's situations judge: those bound to it, else all of the
    /// signal.</summary>
    public ImmutableArray<Device> DevicesFor(string procedure, string signal)
    {
        var key = Binding.KeyOf(BindingKind.Signal, Binding.SignalName(procedure, signal));
        return Setup.Bindings.TryGetValue(key, out var binding)
            ? [.. binding.Targets.Select(device => Setup.Devices.GetValueOrDefault(device)).OfType<Device>()]
            : [.. _devices[signal]];
    }
}
