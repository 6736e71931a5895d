using System.Collections.Immutable;
using NodaTime;
using Samanvay.Adapters.Places;

namespace Samanvay.Adapters.Cap;

/// <summary>CAP 1.2, section 3.2.1.</summary>
public enum CapStatus { Actual, Exercise, System, Test, Draft }

/// <summary>CAP 1.2, section 3.2.1.</summary>
public enum CapMessageType { Alert, Update, Cancel, Ack, Error }

/// <summary>CAP 1.2, section 3.2.1.</summary>
public enum CapScope { Public, Restricted, Private }

/// <summary>An alert of the Common Alerting Protocol 1.2 (1.1 is read as well).</summary>
/// <remarks>Its key is sender, identifier and sent, which is how other alerts refer to it (section 3.2.1,
/// <c>references</c>).</remarks>
public sealed record CapAlert(EventKey Key, string Identifier, string Sender, Instant Sent) : Received(Key)
{
    public required CapStatus Status { get; init; }

    public required CapMessageType MessageType { get; init; }

    public required CapScope Scope { get; init; }

    /// <summary>What the envelope that it came in says of itself; absent where it came alone.</summary>
    public CapStatus? EnvelopeStatus { get; init; }

    public string? Source { get; init; }

    public string? Restriction { get; init; }

    public ImmutableArray<string> Addresses { get; init; } = [];

    public ImmutableArray<string> Codes { get; init; } = [];

    public string? Note { get; init; }

    /// <summary>The earlier alerts that it updates, cancels, acknowledges or corrects.</summary>
    public ImmutableArray<EventKey> References { get; init; } = [];

    public ImmutableArray<string> Incidents { get; init; } = [];

    /// <summary>One for each language, or for parts of the event that differ.</summary>
    public ImmutableArray<CapInfo> Infos { get; init; } = [];

    /// <summary>The alert as it came, without what it came in.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether it may start or change anything real. An exercise, a test, a draft and a message between
    /// systems never do.</summary>
    public bool IsReal => Status == CapStatus.Actual && EnvelopeStatus is null or CapStatus.Actual;

    /// <summary>The parts in a language, else those in the language of the first.</summary>
    public ImmutableArray<CapInfo> InfosIn(string language) => Infos.Any(info => info.IsIn(language))
        ? [.. Infos.Where(info => info.IsIn(language))]
        : [.. Infos.Where(info => info.Language == Infos[0].Language)];

    /// <summary>When the last of its parts expires; null where one of them tells no end.</summary>
    public Instant? Expires => Infos.IsEmpty || Infos.Any(info => info.Expires is null)
        ? null
        : Infos.Max(info => info.Expires);
}

/// <summary>CAP 1.2, section 3.2.2.</summary>
public sealed record CapInfo(string Language, string Event)
{
    public required ImmutableArray<string> Categories { get; init; }

    public required string Urgency { get; init; }

    public required string Severity { get; init; }

    public required string Certainty { get; init; }

    public ImmutableArray<string> ResponseTypes { get; init; } = [];

    public string? Audience { get; init; }

    public ImmutableArray<CapPair> EventCodes { get; init; } = [];

    public Instant? Effective { get; init; }

    public Instant? Onset { get; init; }

    public Instant? Expires { get; init; }

    public string? SenderName { get; init; }

    public string? Headline { get; init; }

    public string? Description { get; init; }

    public string? Instruction { get; init; }

    public string? Web { get; init; }

    public string? Contact { get; init; }

    public ImmutableArray<CapPair> Parameters { get; init; } = [];

    public ImmutableArray<CapResource> Resources { get; init; } = [];

    public ImmutableArray<CapArea> Areas { get; init; } = [];

    /// <summary>By the prefix of a language, so that <c>hi-IN</c> is in <c>hi</c>.</summary>
    public bool IsIn(string language) =>
        Language.Equals(language, StringComparison.OrdinalIgnoreCase)
        || Language.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A value of a list that the sender names.</summary>
public sealed record CapPair(string Name, string Value);

/// <summary>CAP 1.2, section 3.2.3. What it points to is never fetched here.</summary>
public sealed record CapResource(string Description, string? MimeType, string? Uri);

/// <summary>CAP 1.2, section 3.2.4.</summary>
public sealed record CapArea(string Description, GeoArea Shape)
{
    public ImmutableArray<CapPair> Geocodes { get; init; } = [];

    /// <summary>Feet above the mean sea level.</summary>
    public decimal? Altitude { get; init; }

    public decimal? Ceiling { get; init; }
}
