using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Engine.Situations.Conditions;

namespace Samanvay.Engine.Situations.Alerts;

/// <summary>A rule about the alerts of authorities in place of a signal: which of them are which level, and where.
/// What it sees is told by the same changes as what the sensors' rules see.</summary>
public sealed record AlertRule
{
    /// <summary>What an alert without an end of its own counts for (CAP 1.2, section 3.2.2, <c>expires</c>: then each
    /// recipient is free to say).</summary>
    public static readonly Duration LastsByDefault = Duration.FromHours(24);

    public required string Id { get; init; }

    /// <summary>Which alerts it is about; all when absent.</summary>
    public RuleExpression? When { get; init; }

    public AlertPlace Place { get; init; }

    /// <summary>From mildest to worst; the worst whose condition holds counts.</summary>
    public required ImmutableArray<AlertLevel> Levels { get; init; }

    public Duration Lasts { get; init; } = LastsByDefault;

    /// <summary>Counts from when no alert stood any more.</summary>
    public Duration ClosableAfter { get; init; }

    /// <summary>Join an open incident of the same rule and place instead of opening another.</summary>
    public bool Join { get; init; } = true;

    /// <summary>-1 for none, and for a level that the rule no longer has.</summary>
    internal int IndexOf(string? level)
    {
        for (var index = 0; index < Levels.Length; index++)
            if (Levels[index].Name == level) return index;
        return -1;
    }
}

public sealed record AlertLevel(string Name, int Severity)
{
    /// <summary>Always when absent.</summary>
    public RuleExpression? When { get; init; }
}

/// <summary>What one situation is about: the city as a whole, or each ward that the alert's area reaches.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlertPlace>))]
public enum AlertPlace { City, Ward }
