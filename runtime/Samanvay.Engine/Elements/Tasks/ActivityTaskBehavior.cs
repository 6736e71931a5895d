using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Elements.Tasks;

/// <summary>Service and send tasks: asks an activity of the library to work and waits for its answer.</summary>
internal static class ActivityTaskBehavior
{
    public static void Enter(Turn turn, ActivityTaskNode task, Token token)
    {
        var inputs = token.Data ?? FeelContext.Empty;
        foreach (var (name, value) in task.Arguments)
        {
            var evaluated = turn.Evaluate(Site.Of(token), value);
            if (evaluated.Failure is { } failure)
            {
                Faults.Raise(turn, token, FaultStage.Working, failure);
                return;
            }

            inputs = inputs.With(name, evaluated.Value!);
        }

        turn.Record(new ActivityRequested(turn.Now, token.Id, task.Id, task.Type, task.Version, inputs));
        turn.Request(new RequestActivity(token.Id, task.Id, task.Type, task.Version, inputs));
    }

    public static Rejection? Complete(Turn turn, CompleteActivity command)
    {
        if (Open(turn, command.Token, out var token) is { } rejection) return rejection;
        var task = (ActivityTaskNode)turn.Process.NodeOf(token);
        turn.Record(new ActivityCompleted(turn.Now, token.Id, task.Id, command.Outputs));
        Departure.Leave(turn, token, Variables.Map(turn, Site.Of(token), task.Result, command.Outputs));
        return null;
    }

    public static Rejection? Fail(Turn turn, FailActivity command)
    {
        if (Open(turn, command.Token, out var token, TokenState.Called) is { } rejection) return rejection;
        turn.Record(new ActivityFailed(turn.Now, token.Id, token.Element, command.Message, command.Retryable));
        Faults.Raise(
            turn, token, FaultStage.Working, new(FaultKind.Activity, $"'{token.Element}': {command.Message}"),
            command.Retryable);
        return null;
    }

    private static Rejection? Open(Turn turn, TokenId id, out Token token, TokenState other = TokenState.Requested)
    {
        token = turn.Find(id)!;
        if (token is null) return new TokenNotFound(id);
        return token.State == TokenState.Requested || token.State == other ? null : new StepNotOpen(id, token.Element);
    }
}
