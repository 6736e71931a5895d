using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Situations;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Building;

/// <summary>Which changes of situations the events of drawings wait for. A rule whose changes nobody waits for fires in
/// vain, and nobody would know.</summary>
internal sealed class AwaitedChanges
{
    private readonly ImmutableSortedSet<string> _messages;

    private AwaitedChanges(IEnumerable<BpmnDefinitions> drawings) =>
        _messages = drawings.SelectMany(Messages).ToImmutableSortedSet(StringComparer.Ordinal);

    /// <param name="others">Of other procedures: those of the city that are in force may wait for the rule
    /// too.</param>
    public static AwaitedChanges Of(BpmnDefinitions drawing, IEnumerable<KnownProcedure> others) =>
        new(others.Select(known => known.Built.Definitions).OfType<BpmnDefinitions>().Prepend(drawing));

    /// <summary>What stands against the rules of a procedure.</summary>
    public static IEnumerable<Diagnostic> Check(
        ProcedureFiles files, BuiltProcedure built, ImmutableArray<KnownProcedure> inForce)
    {
        if (built.Definitions is not { } drawing) return [];
        var own = drawing.Processes.Select(process => process.Id).ToHashSet(StringComparer.Ordinal);
        // What the draft is to take the place of does not count.
        var awaited = Of(drawing, inForce.Where(known => !own.Contains(known.Built.Procedure!.ProcessId)));
        return
        [
            .. from file in files.In(ProcedureFiles.Situations)
               let id = SituationReader.IdOf(file.Text)
               where id is not null && built.LevelsOf(id) is not null
               from problem in awaited.Missing(file.Path, id, built.LevelsOf(id)!.Value)
               select problem,
        ];
    }

    /// <param name="path">The rule's file.</param>
    public IEnumerable<Diagnostic> Missing(string path, string rule, ImmutableArray<string> levels)
    {
        if (!_messages.Any(message => message.StartsWith($"{rule}/", StringComparison.Ordinal)))
        {
            yield return Diagnostic.Warning(
                "SIT013", $"Nothing waits for the rule “{rule}”: no event of this procedure begins or goes on with it, "
                    + $"so it opens no incident. Draw a message start event with its trigger, or remove the rule.",
                new Location(path, rule));
            yield break;
        }

        for (var index = 0; index < levels.Length; index++)
        {
            var level = levels[index];
            if (_messages.Contains($"{rule}/raised/{level}") || _messages.Contains($"{rule}/lowered/{level}")) continue;
            yield return new(
                "SIT014", Severity.Hint,
                $"No event of this procedure waits for the level “{level}” of the rule “{rule}”: reaching it starts "
                    + $"nothing. Draw an event with its trigger, unless it only says how severe the situation is.",
                new Location(path, rule, Field: $"levels[{index}].name"));
        }
    }

    private static IEnumerable<string> Messages(BpmnDefinitions drawing)
    {
        var names = drawing.Messages.Where(message => message.Name is not null)
            .DistinctBy(message => message.Id).ToDictionary(message => message.Id, message => message.Name!);
        foreach (var node in drawing.Processes.SelectMany(process => process.Body.AllNodes()))
        {
            var references = node switch
            {
                CatchEvent caught => caught.Definitions.OfType<MessageEventDefinition>()
                    .Select(definition => definition.MessageRef),
                ReceiveTask task => [task.MessageRef],
                _ => [],
            };
            foreach (var reference in references)
                if (reference is not null && names.TryGetValue(reference, out var name)) yield return name;
        }
    }
}
