using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Samanvay.Runtime.Feeds.Polling;

/// <summary>What the server may fetch for its cities. Who administers a city says what is fetched; only who runs the
/// server can open its own network to that.</summary>
public sealed record FetchSettings
{
    public static FetchSettings Default { get; } = new();

    /// <summary>Hosts that may lie in a private network, or on this machine.</summary>
    public ImmutableSortedSet<string> AllowedHosts { get; init; } =
        ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public int BytesMax { get; init; } = Adapters.IncomingLimits.Default.BytesMax;

    public int RedirectsMax { get; init; } = 3;

    /// <summary>Whether an address belongs to the open net: not to this machine, a private network, a link or a
    /// group.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return IsPublic(address.MapToIPv4());
        if (IPAddress.IsLoopback(address)) return false;
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // Only 2000::/3 is given out; 2002::/16 and 64:ff9b::/96 lead to an address of the old kind.
            var bytes = address.GetAddressBytes();
            return (bytes[0] & 0xE0) == 0x20 && !(bytes[0] == 0x20 && bytes[1] is 0x02)
                && !(bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0);
        }

        return address.GetAddressBytes() switch
        {
            [0 or 10 or 127, ..] => false,
            [100, >= 64 and <= 127, ..] => false,
            [169, 254, ..] => false,
            [172, >= 16 and <= 31, ..] => false,
            [192, 0, 0 or 2, ..] or [192, 168, ..] => false,
            [198, 18 or 19, ..] or [198, 51, 100, _] or [203, 0, 113, _] => false,
            [>= 224, ..] => false,
            _ => true,
        };
    }
}
