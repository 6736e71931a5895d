using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements;
using Samanvay.Engine.Flow.Freedom;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>BPMN errors: they end what they are thrown in, up to the event that catches them.</summary>
internal static class Errors
{
    public static Rejection? ThrowAt(Turn turn, ThrowBpmnError command)
    {
        if (turn.Find(command.Token) is not { } token) return new TokenNotFound(command.Token);
        if (token.State is not (TokenState.Offered or TokenState.Requested or TokenState.Called))
            return new StepNotOpen(token.Id, token.Element);
        Throw(turn, token, command.Code, command.Message);
        return null;
    }

    public static void Throw(Turn turn, Token token, string code, string? message)
    {
        var catcher = Catching.Find(turn, token, trigger => Matches(trigger, code));
        turn.Record(new ErrorThrown(turn.Now, token.Id, token.Element, code, message, catcher?.Event.Id));
        if (catcher is null && turn.Instance.IsCalled && !Repeating.IsAside(turn.Instance, token))
        {
            Ending.Fail(turn, token, code, message);
            return;
        }

        if (catcher is null)
        {
            // What is withdrawn here is asked for again when somebody retries.
            Interruption.Withdraw(turn, token, WithdrawalReason.Failed);
            Faults.Raise(turn, turn.Find(token.Id)!, FaultStage.Working, Uncaught(token.Element, code, message));
            return;
        }

        var payload = FeelContext.Of(("code", FeelValue.Of(code)), ("message", Text(message)));
        BehaviorTable.Occur(turn, catcher.Event, catcher.Occurrence with { Payload = payload });
    }

    private static Match Matches(Trigger trigger, string code) => trigger is not ErrorTrigger error
        ? Match.No
        : error.Code is null ? Match.CatchesAll : error.Code == code ? Match.Exact : Match.No;

    private static Failure Uncaught(string element, string code, string? message)
    {
        var said = message is null ? "" : $" ({message})";
        return new(FaultKind.UncaughtError, $"'{element}': nothing in the procedure handles error '{code}'{said}. "
            + "Do what is needed by hand, then skip; or try again.");
    }

    private static FeelValue Text(string? text) => text is null ? FeelValue.Null : FeelValue.Of(text);
}
