using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Runtime.Procedures.Building;

namespace Samanvay.Runtime.Procedures.TryOut;

/// <summary>Finds every way in which a procedure can begin.</summary>
internal static class TryOutStarts
{
    public static ImmutableArray<TryOutStart> Of(BuiltProcedure built, string language)
    {
        var procedure = built.Procedure!;
        var words = built.Texts.GetValueOrDefault(language);
        var told = built.Situations.Values.Where(rule => Starts(procedure, rule)).ToList();
        var messages = procedure.Process.StartMessages
            .Where(start => !told.Exists(rule => IsOf(rule, start.Key)));
        return
        [
            .. told.SelectMany(rule => rule.Levels.Select(level => Of(rule, level, words))),
            .. messages.Select(start => new TryOutStart(
                $"message:{start.Key}", Named(procedure.Process.Nodes[start.Value].Model, language))
            {
                Message = start.Key,
            }),
            .. procedure.Definition.Body.Nodes.OfType<StartEvent>().Where(start => start.Definitions.IsEmpty)
                .Take(1).Select(start => new TryOutStart("hand", Named(start, language))),
        ];
    }

    private static TryOutStart Of(SituationRule rule, SituationLevel level, ProcedureTexts? words) =>
        new($"situation:{rule.Id}/{level.Name}", words?[$"situations/{rule.Id}"] ?? rule.Id)
        {
            Level = level.Name,
            LevelName = words?[$"situations/{rule.Id}/{level.Name}"] ?? level.Name,
            At = level.At,
            Unit = rule.Unit,
            Rule = rule.Id,
        };

    private static bool Starts(Procedure procedure, SituationRule rule) =>
        procedure.Process.StartMessages.Keys.Any(message => IsOf(rule, message));

    private static bool IsOf(SituationRule rule, string message) =>
        message.StartsWith($"{rule.Id}/", StringComparison.Ordinal);

    private static string Named(BpmnElement element, string language) =>
        element.Sop.TextFor(language) ?? element.Label;
}
