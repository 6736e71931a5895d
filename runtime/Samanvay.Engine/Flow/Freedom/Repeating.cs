using Samanvay.Engine.Compilation;

namespace Samanvay.Engine.Flow.Freedom;

/// <summary>A person has an activity done once more, aside: its results count, its scope waits for it, and nothing
/// follows from it.</summary>
/// <remarks>So that no join gets a token too many, a token aside leaves by no flow, waits at no edge and is seen by no
/// join. What is thrown inside and caught nowhere inside stays there as a fault.</remarks>
internal static class Repeating
{
    // Which activities were done once is in the history, not in the state: keeping it would cost every instance for an
    // act that few need, and a step that was left out is as good a reason to do it now.
    public static Rejection? Repeat(Turn turn, RepeatActivity command)
    {
        if (Refuse(turn.Process, turn.Instance, command.Scope, command.Element) is { } refusal) return refusal;
        turn.Record(new ActivityRepeated(turn.Now, command.Scope, command.Element, command.Reason, command.By));
        turn.Enqueue(turn.Place(turn.Process.Node(command.Element), command.Scope, null, isAside: true));
        return null;
    }

    public static Rejection? Refuse(ExecutableProcess process, ProcessInstance instance, ScopeId id, string element)
    {
        if (!instance.Scopes.TryGetValue(id, out var scope)) return new ScopeNotFound(id);
        if (scope.Kind is not (ScopeKind.Process or ScopeKind.SubProcess or ScopeKind.EventSubProcess)
            || process.Nodes.GetValueOrDefault(element) is not ActivityNode activity
            || activity is EventSubProcessNode || activity.IsForCompensation || activity.Within != scope.Element)
        {
            return new ActivityNotRepeatable(element);
        }

        return instance.Tokens.Values.Any(token => token.Element == element && token.Scope == id)
            ? new StepStillOpen(element)
            : null;
    }

    /// <summary>Whether the token is aside, or inside something that is.</summary>
    public static bool IsAside(ProcessInstance instance, Token token)
    {
        while (!token.IsAside)
        {
            if (instance.Scopes[token.Scope].Owner is not { } owner) return false;
            token = instance.Tokens[owner];
        }

        return true;
    }
}
