using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Adapters;

/// <summary>One message as it arrived: nothing of it is believed yet.</summary>
/// <param name="ContentType">What the sender says that it is; absent where the way it came has none.</param>
/// <param name="ReceivedAt">Stands in where the message tells no time.</param>
public sealed record Incoming(ReadOnlyMemory<byte> Body, string? ContentType, Instant ReceivedAt)
{
    public static readonly ImmutableSortedDictionary<string, string> NoHeaders =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Headers of HTTP or of the broker; names in any case.</summary>
    public ImmutableSortedDictionary<string, string> Headers { get; init; } = NoHeaders;

    public IncomingLimits Limits { get; init; } = IncomingLimits.Default;

    /// <summary>In lower case and without parameters; empty where none was said.</summary>
    internal string MediaType =>
        (ContentType ?? "").Split(';', 2)[0].Trim().ToLowerInvariant();
}

/// <summary>How much of a message from outside is looked at. What is larger is refused before anything is
/// built.</summary>
public sealed record IncomingLimits
{
    /// <summary>What stands for the clause where a limit was passed: no standard says it, we do.</summary>
    public const string Clause = "limit of the intake";

    public static readonly IncomingLimits Default = new();

    public int BytesMax { get; init; } = 1024 * 1024;

    public int DepthMax { get; init; } = 32;

    /// <summary>Elements of XML, or values of JSON.</summary>
    public int PartsMax { get; init; } = 50_000;

    /// <summary>Events, entities, alerts, requests or rows of one message.</summary>
    public int ItemsMax { get; init; } = 1_000;

    /// <summary>Characters of a name: an identifier, a source, a device.</summary>
    public int NameMax { get; init; } = 512;

    /// <summary>Characters of any other text.</summary>
    public int TextMax { get; init; } = 64 * 1024;

    /// <summary>Corners of one shape.</summary>
    public int PointsMax { get; init; } = 10_000;
}
