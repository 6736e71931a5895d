using System.Collections.Immutable;
using NodaTime;
using Samanvay.Feel.Values;

namespace Samanvay.Adapters.CloudEvents;

/// <summary>An event of CloudEvents 1.0, in whichever mode it came.</summary>
/// <remarks>Source and id together name it for ever (section 3.1.1, <c>id</c>).</remarks>
public sealed record CloudEvent(EventKey Key, string Type) : Received(Key)
{
    public string? Subject { get; init; }

    public Instant? Time { get; init; }

    public string? DataContentType { get; init; }

    public string? DataSchema { get; init; }

    public ImmutableSortedDictionary<string, string> Extensions { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The data where it is JSON or text; null where there is none or it is bytes.</summary>
    public FeelValue Data { get; init; } = FeelValue.Null;

    /// <summary>The data where it came as bytes.</summary>
    public ImmutableArray<byte> Bytes { get; init; } = [];

    /// <summary>Whether its attributes are headers and its data is the body.</summary>
    public bool IsBinary { get; init; }
}
