using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Elements.Tasks;

/// <summary>Offers the step to its roles and waits until a person says that it is done (BPMN 2.0.2, 13.3.3).</summary>
internal static class UserTaskBehavior
{
    public static void Enter(Turn turn, UserTaskNode task, Token token)
    {
        turn.Record(new UserTaskOffered(turn.Now, token.Id, task.Id, task.CandidateRoles));
        turn.Request(new OfferUserTask(token.Id, task.Id, token.Scope, task.CandidateRoles, task.Form));
    }

    public static Rejection? Complete(Turn turn, CompleteUserTask command)
    {
        if (turn.Find(command.Token) is not { } token) return new TokenNotFound(command.Token);
        if (token.State != TokenState.Offered) return new StepNotOpen(token.Id, token.Element);
        var task = (UserTaskNode)turn.Process.NodeOf(token);
        turn.Record(new UserTaskCompleted(turn.Now, token.Id, task.Id, command.Output, command.CompletedBy));
        Departure.Leave(turn, token, Variables.Map(turn, Site.Of(token), task.Result, command.Output));
        return null;
    }
}
