using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Samanvay.Adapters;

namespace Samanvay.Runtime.Feeds.Requests;

/// <summary>Numbers what a form hands in by what it says and when it came: a phone that heard no answer sends the same
/// within minutes, and who says the same hours later tells of something new.</summary>
internal static class FormNumber
{
    /// <summary>How long the same words are the same request.</summary>
    public static readonly Duration SameFor = Duration.FromMinutes(15);

    /// <summary>The stretch of time in which a form came.</summary>
    public static long StretchOf(Instant at) =>
        Math.DivRem(at.ToUnixTimeSeconds(), (long)SameFor.TotalSeconds).Quotient;

    public static EventKey Of(EventKey words, long stretch) => words with
    {
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            FormattableString.Invariant($"{words.Id}@{stretch}")))),
    };

    /// <summary>Tells refused forms apart that say the same at other times.</summary>
    public static byte[] MarkOf(Instant at) => BitConverter.GetBytes(StretchOf(at));
}
