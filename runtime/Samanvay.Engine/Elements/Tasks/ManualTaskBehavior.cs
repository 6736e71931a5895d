using Samanvay.Engine.Flow;

namespace Samanvay.Engine.Elements.Tasks;

/// <summary>BPMN 2.0.2, 13.3.3: manual and abstract tasks are never executed by a system; the token goes straight
/// on.</summary>
internal static class ManualTaskBehavior
{
    public static void Enter(Turn turn, Token token) => Departure.Leave(turn, token);
}
