using Samanvay.Engine.Compilation;

namespace Samanvay.Engine.Migration;

/// <summary>What an element waits for.</summary>
internal static class Waits
{
    public static Trigger? Of(ExecutableNode? node) => node switch
    {
        CatchEventNode catcher => catcher.Trigger,
        ReceiveTaskNode task => task.Message,
        BoundaryEventNode boundary => boundary.Trigger,
        StartEventNode { Handler: not null } start => start.Trigger,
        _ => null,
    };

    public static IEnumerable<Trigger> Parts(Trigger? trigger) => trigger switch
    {
        null => [],
        SeveralTriggers several => several.Parts,
        _ => [trigger],
    };
}
