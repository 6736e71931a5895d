using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Procedures.Building;

namespace Samanvay.Runtime.Playbooks;

/// <summary>One version of a playbook.</summary>
public sealed record PlaybookName(string Id, string Version)
{
    public override string ToString() => $"{Id} {Version}";
}

/// <summary>A playbook in a list.</summary>
public sealed record PlaybookLine(PlaybookName Name, string Title, string Digest, PlaybookState State)
{
    public bool IsTemplate { get; init; }

    public Instant ImportedAt { get; init; }

    public Instant? AcceptedAt { get; init; }

    public Instant? PublishedAt { get; init; }

    public static PlaybookLine Of(StoredPlaybook playbook) =>
        new(new PlaybookName(playbook.Id, playbook.Version), playbook.Title, playbook.Digest, playbook.State)
        {
            IsTemplate = playbook.IsTemplate,
            ImportedAt = playbook.ImportedAt,
            AcceptedAt = playbook.AcceptedAt,
            PublishedAt = playbook.PublishedAt,
        };
}

/// <summary>A playbook in full, for the page on which it is bound.</summary>
public sealed record PlaybookView(
    PlaybookLine Line, PlaybookManifest Manifest, PlaybookBinding Binding, Readiness Readiness)
{
    /// <summary>Markdown from outside: to be shown without its HTML.</summary>
    public string? Readme { get; init; }

    public ImmutableArray<PlaybookProcedure> Procedures { get; init; } = [];

    /// <summary>What the playbook calls its roles, signals and values, by language.</summary>
    public ImmutableSortedDictionary<string, ProcedureTexts> Texts { get; init; } = WithoutTexts;

    internal static ImmutableSortedDictionary<string, ProcedureTexts> WithoutTexts { get; } =
        ImmutableSortedDictionary.Create<string, ProcedureTexts>(StringComparer.Ordinal);
}

/// <param name="Diagram">BPMN XML.</param>
public sealed record PlaybookProcedure(string Id, string Name, string Diagram);
