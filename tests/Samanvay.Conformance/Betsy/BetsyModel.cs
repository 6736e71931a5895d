using System.Text.RegularExpressions;
using Samanvay.Bpmn.Model;

namespace Samanvay.Conformance.Betsy;

/// <summary>Says the suite's own words in ours: its scripts are single words, its conditions a handful of Java
/// expressions. What they mean is in the suite's description.</summary>
internal static partial class BetsyModel
{
    public static BpmnDefinitions Translate(BpmnDefinitions file) => file with
    {
        Processes = [.. file.Processes.Select(process => process with { Body = Body(process.Body) })],
        GlobalTasks = [.. file.GlobalTasks.Select(task => (ActivityNode)Node(task))],
    };

    private static FlowScope Body(FlowScope body) => body with
    {
        Nodes = [.. body.Nodes.Select(Node)],
        Flows = [.. body.Flows.Select(flow => flow with { Condition = Condition(flow.Condition) })],
    };

    private static FlowNode Node(FlowNode node)
    {
        if (node is ActivityNode { Loop: { } loop } looping) node = looping with { Loop = Loop(loop) };
        return node switch
        {
            ScriptTask { Script: { } script } task => Script(task, script.Trim()),
            SubProcess sub => sub with { Body = Body(sub.Body) },
            ComplexGateway gateway => gateway with { ActivationCondition = Condition(gateway.ActivationCondition) },
            EventNode each => each with { Definitions = [.. each.Definitions.Select(Definition)] },
            _ => node,
        };
    }

    private static LoopCharacteristics Loop(LoopCharacteristics loop) => loop switch
    {
        StandardLoop standard => standard with { LoopCondition = Condition(standard.LoopCondition) },
        MultiInstanceLoop multi => multi with
        {
            LoopCardinality = Condition(multi.LoopCardinality),
            CompletionCondition = Condition(multi.CompletionCondition),
        },
        _ => loop,
    };

    private static EventDefinition Definition(EventDefinition definition) =>
        definition is ConditionalEventDefinition condition
            ? condition with { Condition = Condition(condition.Condition)! }
            : definition;

    private static BpmnExpression? Condition(BpmnExpression? condition)
    {
        if (condition is null) return null;
        var text = condition.Body;
        if (text.StartsWith("${", StringComparison.Ordinal)) text = text[2..^1];
        text = Contains().Replace(text, "contains($1, \"$2\")");
        text = text.StartsWith('!') ? $"not({text[1..]})" : text;
        return new(text);
    }

    private static ActivityNode Script(ScriptTask task, string word) => word switch
    {
        "CREATE_LOG_FILE" => Formula(task, "[]", "trace"),
        "CREATE_MARKER_FILE" => Traced(task, "MARKER_exists"),
        "INCREMENT_INTEGER_VARIABLE" => Formula(task, "integerVariable + 1", "integerVariable"),
        "INCREMENT_INTEGER_VARIABLE_AND_LOG" => Formula(
            task, "{ integerVariable: integerVariable + 1, trace: append(trace, \"INCREMENT_correct\") }",
            null, "integerVariable", "trace"),
        "SET_STRING_DATA" => Formula(task, "\"String\"", "data"),
        "LOG_DATA" => Formula(task, "if data = \"String\" then append(trace, \"DATA_correct\") else trace", "trace"),
        "THROW_ERROR" or "WAIT_TEN_SECONDS" or "CREATE_TIMESTAMP_LOG_1" or "CREATE_TIMESTAMP_LOG_2" =>
            Outside(task, word),
        _ => Traced(task, word),
    };

    private static ScriptTask Traced(ScriptTask task, string word) =>
        Formula(task, $"append(trace, \"{word}\")", "trace");

    private static ScriptTask Formula(ScriptTask task, string script, string? result, params string[] fields) =>
        task with
        {
            ScriptFormat = "feel",
            Script = script,
            Sop = new SopExtensions
            {
                Variables =
                [
                    .. result is null ? [] : new[] { new SopVariable(result, null) },
                    .. fields.Select(field => new SopVariable(field, new($"={field}"))),
                ],
            },
        };

    // Work that takes time is done by somebody outside, on the clock of the test.
    private static ServiceTask Outside(ScriptTask task, string word) => new()
    {
        Id = task.Id,
        Name = task.Name,
        Incoming = task.Incoming,
        Outgoing = task.Outgoing,
        DefaultFlowId = task.DefaultFlowId,
        Loop = task.Loop,
        Sop = new SopExtensions { Activity = new(word, "1", [], []) },
    };

    [GeneratedRegex("(\\w+)\\.contains\\([\"'](\\w+)[\"']\\)")]
    private static partial Regex Contains();
}
