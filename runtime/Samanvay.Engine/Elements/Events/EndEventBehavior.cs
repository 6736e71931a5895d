using Samanvay.Engine.Compilation;

namespace Samanvay.Engine.Elements.Events;

/// <summary>Uses up the token; throws first what the event throws (BPMN 2.0.2, 13.5.6).</summary>
internal static class EndEventBehavior
{
    public static void Enter(Turn turn, EndEventNode end, Token token) =>
        ThrowEventBehavior.ThrowAndGoOn(turn, end.Throws, end.Payload, token);
}
