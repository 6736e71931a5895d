using System.Collections.Immutable;
using Samanvay.Dmn;

namespace Samanvay.Engine.Compilation;

/// <summary>What a compilation needs besides the diagram.</summary>
public sealed record CompilationOptions
{
    /// <summary>Which process of the file; null where there is only one to execute.</summary>
    public string? ProcessId { get; init; }

    /// <summary>Names the content of the whole procedure (diagram, decisions, forms); instances are pinned to
    /// it.</summary>
    public string Version { get; init; } = "draft";

    /// <summary>The decision models of the playbook; business rule tasks name a decision in any of them.</summary>
    public ImmutableArray<DecisionModel> Decisions { get; init; } = [];

    public Limits Limits { get; init; } = Limits.Default;
}
