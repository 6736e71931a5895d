using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Playbooks;

/// <summary>A playbook in a city: the package as it came, and what the city has decided about it.</summary>
/// <param name="Digest">Of the package's content; two packages with one digest are the same playbook.</param>
[SuppressMessage("Performance", "CA1819", Justification = "The package is written once and only read.")]
public sealed record StoredPlaybook(CityId City, string Id, string Version, string Digest, byte[] Package)
{
    public required string Title { get; init; }

    public required PlaybookState State { get; init; }

    /// <summary>The product's own template, or brought by an administrator.</summary>
    public bool IsTemplate { get; init; }

    public PlaybookBinding Binding { get; init; } = PlaybookBinding.None;

    public required Instant ImportedAt { get; init; }

    public required PersonId ImportedBy { get; init; }

    public Instant? AcceptedAt { get; init; }

    public PersonId? AcceptedBy { get; init; }

    public Instant? PublishedAt { get; init; }
}

/// <summary>What comes from outside is shown, and runs only after an administrator has accepted it.</summary>
public enum PlaybookState
{
    Quarantined,
    Accepted,
}
