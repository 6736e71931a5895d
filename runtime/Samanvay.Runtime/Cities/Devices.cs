using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Cities;

public readonly record struct DeviceId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A sensor or other source of one kind of signal, at one place.</summary>
/// <param name="Signal">What it measures in the city's words, for example <c>river.level</c>; situations name
/// it.</param>
/// <param name="Unit">The unit of its values as a UCUM code, for example <c>m</c>.</param>
public sealed record Device(CityId City, DeviceId Id, string Name, string Signal, string Unit)
{
    public WardId? Ward { get; init; }

    public double? Longitude { get; init; }

    public double? Latitude { get; init; }

    /// <summary>The gateway that speaks for it, when it has no key of its own.</summary>
    public string? Gateway { get; init; }
}

/// <summary>Opens the intake for one device, or for all devices behind one gateway. The secret itself is not
/// kept.</summary>
/// <param name="Hash">SHA-256 of the whole key in hexadecimal. Keys are long and random, so no slow hash is
/// needed.</param>
public sealed record ApiKey(CityId City, ApiKeyId Id, string Name, string Hash, Instant IssuedAt, PersonId IssuedBy)
{
    public DeviceId? Device { get; init; }

    public string? Gateway { get; init; }

    public Instant? RevokedAt { get; init; }

    /// <summary>Who speaks through it. A key that replaces another speaks for the same sender.</summary>
    public string Sender => Device is { } device ? $"device:{device}" : $"gateway:{Gateway}";

    public bool Reaches(Device device) => RevokedAt is null && device.City == City
        && (Device == device.Id || (Gateway is not null && Gateway == device.Gateway));
}
