using System.Collections.Immutable;
using System.Diagnostics;
using Samanvay.Runtime.Feeds;

namespace Samanvay.Runtime.Cities;

/// <summary>All that an administrator has said about one city, as one value: small enough to be held and checked
/// whole.</summary>
public sealed record CitySetup(City City)
{
    public ImmutableSortedDictionary<string, Agency> Agencies { get; init; } = Empty<Agency>();

    public ImmutableSortedDictionary<string, Role> Roles { get; init; } = Empty<Role>();

    /// <summary>By role, in the order in which the holders are asked.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<RoleHolder>> Holders { get; init; } =
        Empty<ImmutableArray<RoleHolder>>();

    public ImmutableSortedDictionary<string, Person> People { get; init; } = Empty<Person>();

    public ImmutableSortedDictionary<string, Ward> Wards { get; init; } = Empty<Ward>();

    public ImmutableSortedDictionary<string, Device> Devices { get; init; } = Empty<Device>();

    public ImmutableSortedDictionary<string, CityCalendar> Calendars { get; init; } = Empty<CityCalendar>();

    public ImmutableSortedDictionary<string, ApiKey> Keys { get; init; } = Empty<ApiKey>();

    /// <summary>By <see cref="Binding.Key"/>.</summary>
    public ImmutableSortedDictionary<string, Binding> Bindings { get; init; } = Empty<Binding>();

    /// <summary>By procedure.</summary>
    public ImmutableSortedDictionary<string, Retention> Retentions { get; init; } = Empty<Retention>();

    /// <summary>By signal, where it is not <see cref="SignalKeeping.Usual"/>.</summary>
    public ImmutableSortedDictionary<string, SignalKeeping> SignalKeepings { get; init; } = Empty<SignalKeeping>();

    /// <summary>The ways by which messages of other systems come in.</summary>
    public ImmutableSortedDictionary<string, Feed> Feeds { get; init; } = Empty<Feed>();

    /// <summary>The gateways that devices and feeds name.</summary>
    public ImmutableSortedSet<string> Gateways =>
    [
        .. Devices.Values.Select(device => device.Gateway).Concat(Feeds.Values.Select(feed => feed.Gateway))
            .OfType<string>(),
    ];

    public SignalKeeping KeepingOf(string signal) =>
        SignalKeepings.GetValueOrDefault(signal) ?? SignalKeeping.Usual(City.Id, signal);

    public CitySetup Apply(IEnumerable<CityEdit> edits) => edits.Aggregate(this, (setup, edit) => setup.Apply(edit));

    public CitySetup Apply(CityEdit edit) => edit switch
    {
        SaveCity save => this with { City = save.City },
        SaveAgency save => this with { Agencies = Agencies.SetItem(save.Agency.Id.Value, save.Agency) },
        RemoveAgency remove => this with { Agencies = Agencies.Remove(remove.Id.Value) },
        SaveRole save => this with { Roles = Roles.SetItem(save.Role.Id.Value, save.Role) },
        RemoveRole remove => this with
        {
            Roles = Roles.Remove(remove.Id.Value),
            Holders = Holders.Remove(remove.Id.Value),
        },
        SetRoleHolders set => this with { Holders = Holders.SetItem(set.Role.Value, InOrder(set.Holders)) },
        SavePerson save => this with { People = People.SetItem(save.Person.Id.Value, save.Person) },
        SaveWard save => this with { Wards = Wards.SetItem(save.Ward.Id.Value, save.Ward) },
        RemoveWard remove => this with { Wards = Wards.Remove(remove.Id.Value) },
        SaveDevice save => this with { Devices = Devices.SetItem(save.Device.Id.Value, save.Device) },
        RemoveDevice remove => this with { Devices = Devices.Remove(remove.Id.Value) },
        SaveCalendar save => this with { Calendars = Calendars.SetItem(save.Calendar.Id, save.Calendar) },
        RemoveCalendar remove => this with { Calendars = Calendars.Remove(remove.Id) },
        SaveBinding save => this with { Bindings = Bindings.SetItem(save.Binding.Key, save.Binding) },
        RemoveBinding remove => this with { Bindings = Bindings.Remove(Binding.KeyOf(remove.Kind, remove.Name)) },
        SaveRetention save => this with
        {
            Retentions = Retentions.SetItem(save.Retention.Procedure.Value, save.Retention),
        },
        RemoveRetention remove => this with { Retentions = Retentions.Remove(remove.Procedure.Value) },
        SaveSignalKeeping save => this with
        {
            SignalKeepings = SignalKeepings.SetItem(save.Keeping.Signal, save.Keeping),
        },
        RemoveSignalKeeping remove => this with { SignalKeepings = SignalKeepings.Remove(remove.Signal) },
        SaveFeed save => this with { Feeds = Feeds.SetItem(save.Feed.Id, save.Feed) },
        RemoveFeed remove => this with { Feeds = Feeds.Remove(remove.Id) },
        SaveKey save => this with { Keys = Keys.SetItem(save.Key.Id.Value, save.Key) },
        _ => throw new UnreachableException($"No rule for {edit.GetType().Name}."),
    };

    public static ImmutableArray<RoleHolder> InOrder(IEnumerable<RoleHolder> holders) =>
        [.. holders.OrderBy(holder => holder.Deputy).ThenBy(holder => holder.Order)
            .ThenBy(holder => holder.Person.Value, StringComparer.Ordinal)];

    private static ImmutableSortedDictionary<string, T> Empty<T>() =>
        ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
