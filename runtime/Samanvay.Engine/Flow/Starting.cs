using NodaTime;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements.Events;

namespace Samanvay.Engine.Flow;

internal static class Starting
{
    public static Rejection? Start(Turn turn, StartProcess command)
    {
        if (Find(turn.Process, command.Start) is not { } start) return new StartNotFound(command.Start);
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(command.Zone) is null) return new ZoneNotFound(command.Zone);
        var scope = new ScopeId(turn.NextId);
        var given = turn.Process.ParameterDefaults.Merge(command.Variables);
        turn.Record(new InstanceStarted(
            turn.Now, turn.Process.Id, turn.Process.Version, command.Zone, start.Id, scope)
        {
            Variables = Scopes.Initial(turn.Process.Body, given),
        });
        StartEventBehavior.Begin(turn, start, scope, command.Payload);
        return null;
    }

    private static StartEventNode? Find(ExecutableProcess process, string? name)
    {
        if (name is null) return process.Body.NoneStart;
        var id = process.StartMessages.GetValueOrDefault(name, name);
        foreach (var start in process.Body.Starts)
            if (start.Id == id) return start;
        return null;
    }
}
