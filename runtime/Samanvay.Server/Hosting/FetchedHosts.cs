using System.Collections.Immutable;
using Samanvay.Runtime.Feeds.Polling;

namespace Samanvay.Server.Hosting;

/// <summary>Which hosts of the server's own network the cities may fetch from.</summary>
internal static class FetchedHosts
{
    /// <summary>Reads <c>Feeds:AllowedHosts</c>, with commas between the names.</summary>
    public static FetchSettings Read(IConfiguration configuration) => FetchSettings.Default with
    {
        AllowedHosts = (configuration["Feeds:AllowedHosts"] ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToImmutableSortedSet(StringComparer.OrdinalIgnoreCase),
    };
}
