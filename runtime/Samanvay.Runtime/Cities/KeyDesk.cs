using System.Collections.Concurrent;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Cities;

/// <summary>Where keys for devices and gateways are issued, taken back and recognised.</summary>
public sealed class KeyDesk(ICityStore store, CitySnapshots snapshots, TimeProvider time)
{
    // A key never changes its city, so only who it is for is remembered: whether it still opens anything is asked of
    // the city's present snapshot.
    private readonly ConcurrentDictionary<ApiKeyId, CityId> _cities = new();

    /// <summary>The only answer that ever holds the key's text; it can not be shown again.</summary>
    public async Task<Answer<IssuedKey>> IssueAsync(Asker asker, KeyRequest request, CancellationToken cancellation)
    {
        var operation = FrontDoorOperation.ManageKeys;
        if (!AccessPolicy.Allows(asker, operation, asker.City)) return new NotAllowed(operation);
        if (await store.LoadAsync(asker.City, cancellation) is not { } setup)
            return new NotFound("city", asker.City.Value);
        if (Problem(request, setup) is { } problem) return problem;
        var (id, text) = KeyText.Create();
        var issuedAt = Instant.FromDateTimeOffset(time.GetUtcNow());
        var key = new ApiKey(asker.City, id, request.Name.Trim(), KeyText.Hash(text), issuedAt, asker.Person!.Value)
        {
            Device = request.Device,
            Gateway = request.Gateway,
        };
        await SaveAsync(key, cancellation);
        return new IssuedKey(key, text);
    }

    public async Task<Answer<ApiKey>> RevokeAsync(Asker asker, ApiKeyId id, CancellationToken cancellation)
    {
        var operation = FrontDoorOperation.ManageKeys;
        if (!AccessPolicy.Allows(asker, operation, asker.City)) return new NotAllowed(operation);
        if (await store.FindKeyAsync(id, cancellation) is not { } key || key.City != asker.City)
            return new NotFound("key", id.Value);
        if (key.RevokedAt is not null) return key;
        var revoked = key with { RevokedAt = Instant.FromDateTimeOffset(time.GetUtcNow()) };
        await SaveAsync(revoked, cancellation);
        return revoked;
    }

    /// <summary>The asker that a key's text opens; absent for a text that is no key, wrong or taken back.</summary>
    public async Task<Asker?> OpenAsync(string text, CancellationToken cancellation)
    {
        if (KeyText.IdOf(text) is not { } id) return null;
        if (await FindAsync(id, cancellation) is not { RevokedAt: null } key) return null;
        return KeyText.Matches(key, text) ? Asker.OfKey(key.City, id) : null;
    }

    private async Task<ApiKey?> FindAsync(ApiKeyId id, CancellationToken cancellation)
    {
        if (!_cities.TryGetValue(id, out var city))
        {
            if (await store.FindKeyAsync(id, cancellation) is not { } stored) return null;
            _cities[id] = city = stored.City;
        }
        var snapshot = await snapshots.FindAsync(city, cancellation);
        return snapshot?.Setup.Keys.GetValueOrDefault(id.Value);
    }

    private async Task SaveAsync(ApiKey key, CancellationToken cancellation)
    {
        await store.SaveAsync(key.City, [new SaveKey(key)], cancellation);
        snapshots.Forget(key.City);
    }

    private static Invalid? Problem(KeyRequest request, CitySetup setup)
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > CityRules.NameLengthMax)
            return new Invalid("name", "Give the key a name by which you will know it later.");
        if (request.Device is null == string.IsNullOrWhiteSpace(request.Gateway))
            return new Invalid("device", "A key is for one device or for one gateway.");
        if (request.Device is { } device && !setup.Devices.ContainsKey(device.Value))
            return new Invalid("device", $"The city has no device {device}.");
        return request.Device is null && !setup.Gateways.Contains(request.Gateway!)
            ? new Invalid("gateway", $"No device of the city names the gateway {request.Gateway}. Name it there first.")
            : null;
    }
}

/// <summary>For one device, or for all devices that name the gateway.</summary>
public sealed record KeyRequest(string Name, DeviceId? Device, string? Gateway);

public sealed record IssuedKey(ApiKey Key, string Text);
