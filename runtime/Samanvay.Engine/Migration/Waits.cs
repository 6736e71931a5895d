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

    /// <summary>Whether anything in a process can ever wait for the message.</summary>
    public static bool ForMessage(ExecutableProcess process, string name) =>
        All(process).OfType<MessageTrigger>().Any(each => each.Names.Contains(name));

    public static bool ForSignal(ExecutableProcess process, string name) =>
        All(process).OfType<SignalTrigger>().Any(each => each.Name == name);

    private static IEnumerable<Trigger> All(ExecutableProcess process) =>
        process.Nodes.Values.SelectMany(node => Parts(Of(node)));
}
