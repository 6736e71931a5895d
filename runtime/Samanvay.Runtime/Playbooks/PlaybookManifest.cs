using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Samanvay.Runtime.Playbooks;

/// <summary><c>playbook.json</c>: what the playbook is, and what a city must have to use it.</summary>
public sealed record PlaybookManifest
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The lowest version of the format that reads it.</summary>
    public required string Samanvay { get; init; }

    /// <summary>A reverse domain; the same over all versions.</summary>
    public required string Id { get; init; }

    public required string Version { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required PlaybookPublisher Publisher { get; init; }

    public required string Licence { get; init; }

    public ImmutableArray<string> Hazards { get; init; } = [];

    public SeverityRange? Severity { get; init; }

    public required PlaybookNeeds Requires { get; init; }

    public required ImmutableArray<PlaybookParameter> Parameters { get; init; }

    public PlaybookOrigin? DerivedFrom { get; init; }

    /// <summary>The newest first.</summary>
    public required ImmutableArray<PlaybookChange> Changelog { get; init; }
}

public sealed record PlaybookPublisher(string Name, string? Url = null);

public sealed record SeverityRange(int Worst, int Mildest);

/// <summary>What a city binds, and what its installation must be able to do.</summary>
public sealed record PlaybookNeeds
{
    public required ImmutableArray<string> Roles { get; init; }

    public required ImmutableArray<PlaybookSignal> Signals { get; init; }

    public required ImmutableArray<string> Calendars { get; init; }

    public required ImmutableArray<PlaybookActivity> Activities { get; init; }

    /// <summary>The first is the original.</summary>
    public required ImmutableArray<string> Languages { get; init; }
}

/// <param name="Period">A device must report at least so often.</param>
public sealed record PlaybookSignal(string Name, string Unit, string? Period = null);

public sealed record PlaybookActivity(string Type, string Version);

/// <param name="Default">A number or an ISO duration, as it is written.</param>
public sealed record PlaybookParameter(
    string Name, string Type, [property: JsonConverter(typeof(NumberOrText))] string Default,
    ParameterRange Range, ParameterCitation Citation)
{
    public string? Unit { get; init; }
}

public sealed record ParameterRange(
    [property: JsonConverter(typeof(NumberOrText))] string Min,
        [property: JsonConverter(typeof(NumberOrText))] string Max);

/// <summary>Where a default comes from.</summary>
public sealed record ParameterCitation(string Source, string? Effective = null, string? Url = null);

public sealed record PlaybookOrigin(string Id, string Version, string Digest);

public sealed record PlaybookChange(string Version, ImmutableArray<string> Changes);
