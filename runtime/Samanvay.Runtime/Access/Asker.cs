using System.Collections.Immutable;

namespace Samanvay.Runtime.Access;

/// <summary>Who calls the front door. Every call carries one; none is trusted for being inside the process.</summary>
/// <param name="City">The only city this asker can see.</param>
/// <param name="Person">Absent when a device or gateway asks with its key.</param>
/// <param name="Agency">Bounds what agency-wide permissions reach; absent means that they reach nothing.</param>
public sealed record Asker(CityId City, PersonId? Person, AgencyId? Agency, ImmutableSortedSet<CityRole> Roles)
{
    /// <summary>The key with which a device or gateway asks. Such an asker can hand in signals and nothing
    /// else.</summary>
    public ApiKeyId? Key { get; init; }

    public static Asker OfPerson(CityId city, PersonId person, AgencyId? agency, params CityRole[] roles) =>
        new(city, person, agency, [.. roles]);

    public static Asker OfKey(CityId city, ApiKeyId key) => new(city, null, null, []) { Key = key };
}

/// <summary>The public part of an API key: it names the key in lists and finds its row, and opens nothing by
/// itself.</summary>
public readonly record struct ApiKeyId(string Value)
{
    public override string ToString() => Value;
}
