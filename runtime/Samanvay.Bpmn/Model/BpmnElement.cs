using System.Collections.Immutable;

namespace Samanvay.Bpmn.Model;

/// <summary>Anything with an id that stays the same from version to version.</summary>
public abstract record BpmnElement
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public ImmutableArray<string> Documentation { get; init; } = [];
    public SopExtensions Sop { get; init; } = SopExtensions.None;

    /// <summary>What to call it when speaking to an official: its name, else its id.</summary>
    public string Label => string.IsNullOrWhiteSpace(Name) ? Id : Name.ReplaceLineEndings(" ");
}

/// <summary>One procedure.</summary>
public sealed record ProcessDefinition : BpmnElement
{
    public bool IsExecutable { get; init; }
    public FlowScope Body { get; init; } = FlowScope.Empty;
    public ImmutableArray<DataProperty> Properties { get; init; } = [];
    public ImmutableArray<ResourceRole> Resources { get; init; } = [];
    public IoSpecification? Io { get; init; }
}

/// <summary>A formal expression of BPMN itself. Its body is FEEL, with or without a leading <c>=</c>.</summary>
/// <param name="Body">Without the leading <c>=</c> and surrounding white space.</param>
public sealed record BpmnExpression(string Body, string? Language = null)
{
    public static BpmnExpression Of(string text, string? language = null)
    {
        var body = text.Trim();
        return new BpmnExpression(body.StartsWith('=') ? body[1..].TrimStart() : body, language);
    }
}

/// <summary>Who does a step: a reference to an abstract role, or an expression that yields one.</summary>
public sealed record ResourceRole(ResourceRoleKind Kind, string? Id, string? Name, string? ResourceRef,
    BpmnExpression? Assignment);

public enum ResourceRoleKind { Performer, HumanPerformer, PotentialOwner }
