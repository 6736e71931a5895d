using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Elements.Events;

/// <summary>Uses up the token; throws first what the event throws (BPMN 2.0.2, 13.5.6).</summary>
internal static class EndEventBehavior
{
    public static void Enter(Turn turn, EndEventNode end, Token token)
    {
        switch (end.Throws)
        {
            case ThrownTermination: Ending.Terminate(turn, token); break;
            case ThrownError error: Errors.Throw(turn, token, error.Code, null); break;
            default: ThrowEventBehavior.ThrowAndGoOn(turn, end.Throws, token); break;
        }
    }
}
