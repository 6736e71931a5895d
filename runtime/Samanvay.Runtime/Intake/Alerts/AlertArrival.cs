using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Adapters.Cap;
using Samanvay.Engine.Situations.Alerts;

namespace Samanvay.Runtime.Intake.Alerts;

/// <summary>An alert on its way in.</summary>
/// <param name="Sender">Who handed it in; an alert is named among those of one sender.</param>
public sealed record AlertArrival(CapAlert Alert, string Sender, string Feed);

/// <summary>What became of an alert.</summary>
public abstract record AlertAnswer;

/// <summary>Stored, with what it did.</summary>
public sealed record AlertTaken(AlertOutcome Outcome) : AlertAnswer;

/// <summary>It says that it was sent later than it is here: not taken, and it may be sent again then.</summary>
public sealed record AlertEarly(Instant Now) : AlertAnswer;

/// <summary>The lane is full. Nothing was taken; send it again.</summary>
public sealed record AlertsBusy(Duration RetryAfter) : AlertAnswer;

/// <summary>It can not be judged; the cause is in the log.</summary>
public sealed record AlertFailed : AlertAnswer;

/// <summary>What screens show of an alert beside its text.</summary>
public sealed record AlertFacts(string Feed, string Sender, string Identifier)
{
    /// <summary>In the words of the standard, as <c>Exercise</c>.</summary>
    public required string Status { get; init; }

    public required string MessageType { get; init; }

    public required string Scope { get; init; }

    public required string Title { get; init; }

    public string Area { get; init; } = "";

    public string? Severity { get; init; }

    public string? SenderName { get; init; }

    /// <summary>Where all of it becomes effective later than it was sent: when the first of it does.</summary>
    public Instant? Effective { get; init; }

    public Instant? Onset { get; init; }

    public Instant? Expires { get; init; }

    /// <summary>It takes the place of what it refers to, or calls it off.</summary>
    [JsonIgnore]
    public bool Replaces => MessageType is nameof(CapMessageType.Update) or nameof(CapMessageType.Cancel);

    public ImmutableArray<AlertWarning> Warnings { get; init; } = [];

    /// <summary>The earlier alerts that it says it is about.</summary>
    public ImmutableArray<AlertKey> References { get; init; } = [];

    /// <summary>The keys of the incidents that it opens or joins.</summary>
    public ImmutableArray<string> DedupeKeys { get; init; } = [];
}

/// <summary>What a person should know who relies on it. Stored by name: never renamed.</summary>
public enum AlertWarning
{
    /// <summary>The words name neither the city nor a ward of it, but the shape reaches it. The shape
    /// decides.</summary>
    WordsElsewhere,

    /// <summary>The words name the city or a ward of it, but the shape does not reach it. The shape
    /// decides.</summary>
    ShapeElsewhere,

    /// <summary>It has no area, or none that can be placed.</summary>
    NoPlace,

    /// <summary>Nobody has said where the city is: it has neither wards nor devices with a place.</summary>
    CityNowhere,

    /// <summary>It is private, and the city is not among those that it is for.</summary>
    NotForUs,
}
