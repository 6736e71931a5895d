using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Elements.Containers;

/// <summary>Has another process run and waits for its end. The called process sees what is mapped into it and nothing
/// else; what it ends with is mapped back (BPMN 2.0.2, 13.3.4).</summary>
internal static class CallActivityBehavior
{
    public static void Enter(Turn turn, CallActivityNode call, Token token)
    {
        var inputs = token.Data ?? FeelContext.Empty;
        turn.Record(new ProcessCalled(turn.Now, token.Id, call.Id, call.Called, inputs));
        turn.Request(new CallProcess(token.Id, call.Id, call.Called, inputs));
    }

    public static Rejection? Complete(Turn turn, CompleteCall command)
    {
        if (turn.Find(command.Token) is not { } token) return new TokenNotFound(command.Token);
        if (token.State != TokenState.Called) return new StepNotOpen(token.Id, token.Element);
        var call = (CallActivityNode)turn.Process.NodeOf(token);
        turn.Record(new CallCompleted(turn.Now, token.Id, call.Id, command.Outputs));
        Departure.Leave(turn, token, Variables.Map(turn, Site.Of(token), call.Result, command.Outputs));
        return null;
    }
}
