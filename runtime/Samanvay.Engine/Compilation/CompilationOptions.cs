using System.Collections.Immutable;

namespace Samanvay.Engine.Compilation;

/// <summary>What a compilation needs besides the diagram.</summary>
public sealed record CompilationOptions
{
    /// <summary>Which process of the file; null where there is only one to execute.</summary>
    public string? ProcessId { get; init; }

    /// <summary>Names the content of the whole procedure (diagram, decisions, forms); instances are pinned to it.</summary>
    public string Version { get; init; } = "draft";

    /// <summary>The decisions that business rule tasks may name.</summary>
    public ImmutableArray<ExecutableDecision> Decisions { get; init; } = [];

    public Limits Limits { get; init; } = Limits.Default;
}
