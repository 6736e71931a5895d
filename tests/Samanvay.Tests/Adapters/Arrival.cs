using System.Text;
using NodaTime;
using Samanvay.Adapters;
using Shouldly;

namespace Samanvay.Tests.Adapters;

/// <summary>Messages as they arrive in these tests.</summary>
internal static class Arrival
{
    public static readonly Instant At = Instant.FromUtc(2026, 7, 1, 6, 0);

    public static Incoming Of(string text, string? type = null) => new(Encoding.UTF8.GetBytes(text), type, At);

    /// <summary>The only thing that a message told, of which nothing was wrong.</summary>
    public static T Only<T>(this Reading reading) where T : Received
    {
        reading.Refusals.ShouldBeEmpty();
        return reading.Items.ShouldHaveSingleItem().ShouldBeOfType<T>();
    }

    /// <summary>The first thing that was wrong with a message of which nothing was taken.</summary>
    public static Refusal Refused(this Reading reading)
    {
        reading.Items.ShouldBeEmpty();
        reading.Refusals.ShouldNotBeEmpty();
        return reading.Refusals[0];
    }
}
