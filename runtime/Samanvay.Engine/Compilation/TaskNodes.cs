using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Engine.Compilation;

/// <summary>A manual or abstract task.</summary>
internal sealed class ManualTaskNode(Bpmn.Model.ActivityNode model, ResultMapping result) : ActivityNode(model)
{
    public ResultMapping Result { get; } = result;
}

internal sealed class UserTaskNode(UserTask model, ImmutableArray<string> roles, ResultMapping result)
    : ActivityNode(model)
{
    public override ImmutableArray<string> CandidateRoles { get; } = roles;

    public string? Form { get; } = model.Sop.Form?.Ref;

    public ResultMapping Result { get; } = result;
}

/// <summary>A service or send task: work of the activity library.</summary>
internal sealed class ActivityTaskNode(Bpmn.Model.ActivityNode model, SopActivity activity) : ActivityNode(model)
{
    public string Type { get; } = activity.Type;

    public string Version { get; } = activity.Version;

    public ImmutableArray<NamedValue> Arguments { get; init; } = [];

    public required ResultMapping Result { get; init; }
}

/// <summary>A send task whose message goes to other processes.</summary>
internal sealed class SendTaskNode(SendTask model, ThrownMessage message, ResultMapping result) : ActivityNode(model)
{
    public ThrownMessage Message { get; } = message;

    public ResultMapping Result { get; } = result;
}

internal sealed class ReceiveTaskNode(ReceiveTask model, MessageTrigger message, ResultMapping result)
    : ActivityNode(model)
{
    public MessageTrigger Message { get; } = message;

    public ResultMapping Result { get; } = result;
}

internal sealed class ScriptTaskNode(ScriptTask model, FeelExpression script, ResultMapping result)
    : ActivityNode(model)
{
    public FeelExpression Script { get; } = script;

    public ResultMapping Result { get; } = result;
}

internal sealed class BusinessRuleTaskNode(BusinessRuleTask model, ExecutableDecision decision, ResultMapping result)
    : ActivityNode(model)
{
    public ExecutableDecision Decision { get; } = decision;

    public ResultMapping Result { get; } = result;
}

/// <summary>Where what a step returned goes.</summary>
/// <param name="Variable">Takes it as a whole; null for nowhere.</param>
/// <param name="Values">Set from it one by one: expressions over the variables and the returned fields.</param>
internal sealed record ResultMapping(string? Variable, ImmutableArray<NamedValue> Values)
{
    public static readonly ResultMapping Nowhere = new(null, []);

    /// <summary>What a result without fields is called among <see cref="Values"/>.</summary>
    public string? Output { get; init; }

    public bool IsEmpty => Variable is null && Values.IsEmpty;
}

/// <summary>A name and what it is to be: an expression, or a text as it stands.</summary>
internal sealed record NamedValue(string Name, ExecutableValue Value);
