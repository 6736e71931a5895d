using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Samanvay.Adapters.Text;

/// <summary>What tells apart messages that name neither themselves nor a time: what they say, and the minute in which
/// they arrived.</summary>
/// <remarks>A sender that heard no answer sends the same again within seconds, and that is a duplicate. A device that
/// sees the same a while later has something new to say.</remarks>
internal static class ArrivalKey
{
    private const int HashBytes = 8;

    public static string Of(Instant receivedAt, JsonPlace content)
    {
        var minute = Instant.FromUnixTimeSeconds(receivedAt.ToUnixTimeSeconds() / 60 * 60);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(content.Element.GetRawText()));
        return $"{Moment.Write(minute)}~{Convert.ToHexStringLower(hash, 0, HashBytes)}";
    }
}
