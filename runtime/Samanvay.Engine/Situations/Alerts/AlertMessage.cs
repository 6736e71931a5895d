using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;

namespace Samanvay.Engine.Situations.Alerts;

/// <summary>What names an alert for ever (CAP 1.2, section 3.2.1, <c>references</c>).</summary>
/// <param name="Source">Who brought it and who sent it: one feed can not call off what another brought.</param>
public readonly record struct AlertKey(string Source, string Identifier, Instant Sent) : IComparable<AlertKey>
{
    /// <summary>What it shares with what is sent under the same identifier again, and with references that get the
    /// instant wrong: all of that is one case.</summary>
    [JsonIgnore]
    public (string Source, string Identifier) Name => (Source, Identifier);

    public int CompareTo(AlertKey other)
    {
        if (string.CompareOrdinal(Source, other.Source) is var source and not 0) return source;
        if (string.CompareOrdinal(Identifier, other.Identifier) is var identifier and not 0) return identifier;
        return Sent.CompareTo(other.Sent);
    }
}

/// <summary>An alert as the rules see it; where its areas lie has been found out.</summary>
public sealed record AlertMessage(AlertKey Key, AlertMessageKind Kind)
{
    /// <summary>False for what must never raise or change anything: an exercise, a test, a reply between systems, a
    /// private message to others.</summary>
    public required bool Acts { get; init; }

    /// <summary>The earlier alerts that it is about, in any order.</summary>
    public ImmutableArray<AlertKey> References { get; init; } = [];

    /// <summary>One for each language, or for parts of the event that differ. Languages of one part give the same
    /// answer, so they count as one.</summary>
    public ImmutableArray<AlertPart> Parts { get; init; } = [];

    public string Sender { get; init; } = "";

    /// <summary>What procedures are told of it.</summary>
    public AlertBrief? Brief { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<AlertMessageKind>))]
public enum AlertMessageKind { Alert, Update, Cancel }

/// <summary>What one part of an alert tells (CAP 1.2, sections 3.2.2 and 3.2.4).</summary>
public sealed record AlertPart(string Event)
{
    public string Language { get; init; } = "en-US";

    public ImmutableArray<string> Categories { get; init; } = [];

    public string Urgency { get; init; } = "Unknown";

    public string Severity { get; init; } = "Unknown";

    public string Certainty { get; init; } = "Unknown";

    public ImmutableArray<string> Responses { get; init; } = [];

    public string? SenderName { get; init; }

    public string? Headline { get; init; }

    /// <summary>What it tells holds from then on; from when it was sent where absent.</summary>
    public Instant? Effective { get; init; }

    /// <summary>When the event begins. A warning holds before that.</summary>
    public Instant? Onset { get; init; }

    public Instant? Expires { get; init; }

    /// <summary>In words.</summary>
    public string Area { get; init; } = "";

    /// <summary>By the name of the code list, as <c>SAME</c>.</summary>
    public ImmutableSortedDictionary<string, string> Codes { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Its area reaches the city.</summary>
    public bool IsHere { get; init; }

    /// <summary>The wards that its area reaches, in order.</summary>
    public ImmutableArray<string> Wards { get; init; } = [];
}

/// <summary>What became of an alert. Stored by name: never renamed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlertOutcome>))]
public enum AlertOutcome
{
    /// <summary>Kept and shown; it never moves anything.</summary>
    Noted,

    /// <summary>It came before.</summary>
    Repeated,

    /// <summary>Its area does not reach the city.</summary>
    NotHere,

    /// <summary>It is here, but no rule is about it.</summary>
    NoRule,

    /// <summary>It was over when it came.</summary>
    Expired,

    /// <summary>A newer message of the same case came before it.</summary>
    Superseded,

    /// <summary>Another alert stands for the same, or a worse level, at the same place.</summary>
    Joined,

    Raised,

    /// <summary>It lowered or ended what its case had raised.</summary>
    Lowered,

    Cancelled,

    /// <summary>It calls off what has not come yet, and will when it comes.</summary>
    CancelsUnseen,

    /// <summary>It calls off only what other senders sent, and that is not its to call off.</summary>
    CancelsOthers,

    /// <summary>It does what it does when it becomes effective.</summary>
    Waits,
}
