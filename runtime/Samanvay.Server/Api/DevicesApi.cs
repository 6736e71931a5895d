using Samanvay.Runtime.Cities;

namespace Samanvay.Server.Api;

/// <summary>The devices that a key may speak for, for gateways and replays.</summary>
internal static class DevicesApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/devices", ListAsync).AllowAnonymous()
        .WithSummary("Lists the devices that the key may send observations of.");

    private static async Task<IResult> ListAsync(HttpContext context, KeyDesk keys, CitySnapshots cities)
    {
        if (await BearerKey.OpenAsync(context, keys) is not { } asker
            || await cities.FindAsync(asker.City, context.RequestAborted) is not { } city)
        {
            return BearerKey.Missing(context);
        }

        var bound = city.Setup.Bindings.Values.Where(binding => binding.Kind == BindingKind.Signal)
            .SelectMany(binding => binding.Targets).ToHashSet(StringComparer.Ordinal);
        return Results.Json(city.Setup.Devices.Values.Where(device => city.Reaches(asker.Key!.Value, device.Id))
            .Select(device => new ReachedDevice(
                device.Id.Value, device.Name, device.Signal, device.Unit, bound.Contains(device.Id.Value))));
    }
}

/// <param name="Bound">Whether a procedure of the city listens to this very device.</param>
internal sealed record ReachedDevice(string Id, string Name, string Signal, string Unit, bool Bound);
