using System.Collections.Immutable;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Engine.Flow.Freedom;
using Samanvay.Engine.Soundness;

namespace Samanvay.Engine;

/// <summary>What a person may choose from in a running instance, so that a screen offers nothing that the engine would
/// refuse.</summary>
public static class OperatorChoices
{
    /// <summary>The elements that a token can be moved to, in the order of the ids.</summary>
    public static ImmutableArray<string> Targets(ExecutableProcess process, ProcessInstance instance, TokenId token) =>
        instance.Tokens.TryGetValue(token, out var at)
            ? Moving.Targets(process, instance, at)
            : [];

    /// <summary>The activities that can be done once more now, and where.</summary>
    public static ImmutableArray<RepeatableActivity> Repeatable(ExecutableProcess process, ProcessInstance instance) =>
    [
        .. instance.Scopes.Keys.SelectMany(scope => process.Nodes.Keys.Order(StringComparer.Ordinal)
            .Where(id => Repeating.Refuse(process, instance, scope, id) is null)
            .Select(id => new RepeatableActivity(scope, id))),
    ];

    /// <summary>The ad-hoc sub-processes that run, each with the steps that its people may start.</summary>
    public static ImmutableArray<OpenStage> Stages(ExecutableProcess process, ProcessInstance instance) =>
    [
        .. from scope in instance.Scopes.Values
           where scope is { Kind: ScopeKind.AdHoc, IsClosed: false }
           let stage = (AdHocNode)process.Node(scope.Element)
           let mayStart = !stage.IsSequential || !Scopes.HasTokens(instance, scope.Id)
           select new OpenStage(
               scope.Id, scope.Element, mayStart ? [.. stage.Startable.Select(step => step.Id)] : []),
    ];

    public static bool CanSkip(ExecutableProcess process, ProcessInstance instance, TokenId token) =>
        instance.Tokens.TryGetValue(token, out var at) && Skipping.IsOpen(instance, process.NodeOf(at), at);

    /// <summary>Where an instance as it stands can come to wait for ever; empty where it can not, or where that can
    /// not be said.</summary>
    public static ImmutableArray<string> StuckAt(ExecutableProcess process, ProcessInstance instance) =>
        CompletionCheck.Of(process, instance, SoundnessLimits.Default).Stuck;

    /// <summary>The flows that a token may be sent out by; none where there is nothing to choose.</summary>
    public static ImmutableArray<WayOut> Ways(ExecutableProcess process, ProcessInstance instance, TokenId token)
    {
        if (!instance.Tokens.TryGetValue(token, out var at) || at.IsAside || Arrival.IsIteration(instance, at))
            return [];
        var flows = process.NodeOf(at).Outgoing;
        return flows.Length < 2 ? [] : [.. flows.Select(flow => new WayOut(flow.Id, flow.Target.Id))];
    }
}

public sealed record RepeatableActivity(ScopeId Scope, string Element);

/// <param name="Startable">None where its steps are done one after the other and one is open.</param>
public sealed record OpenStage(ScopeId Scope, string Element, ImmutableArray<string> Startable);

public sealed record WayOut(string Flow, string Target);
