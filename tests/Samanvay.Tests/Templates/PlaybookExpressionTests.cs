using System.Text.Json;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Feel;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Templates;

public sealed class PlaybookExpressionTests
{
    public static TheoryData<string> Playbooks => PlaybookFolder.All;

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_expression_of_a_procedure_is_FEEL_over_names_that_are_there(string name)
    {
        foreach (var process in new PlaybookFolder(name).Processes)
        {
            var names = FeelNames.Of([.. NamesIn(process)]);
            foreach (var (element, text) in Expressions(process)) Check(text, names, element);
        }
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_number_of_a_situation_comes_from_the_parameters(string name)
    {
        var playbook = new PlaybookFolder(name);
        foreach (var situation in playbook.Files("situations", ".json").Select(PlaybookFolder.Read))
        {
            var isAboutAlerts = situation.TryGetProperty("alert", out _);
            var names = FeelNames.Of([.. Parameters(playbook), .. isAboutAlerts ? AlertSight.Names : []]);
            foreach (var text in Values(situation).Where(text => text.StartsWith('=')))
                Check(text[1..], names, situation.GetProperty("id").GetString()!);
            if (isAboutAlerts) continue;
            foreach (var level in situation.GetProperty("levels").EnumerateArray())
                level.GetProperty("at").ValueKind.ShouldBe(JsonValueKind.String, "a parameter, not a literal");
        }
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_trigger_waits_for_a_level_of_a_situation_of_the_playbook(string name)
    {
        var playbook = new PlaybookFolder(name);
        var levels = playbook.Files("situations", ".json").Select(PlaybookFolder.Read).ToDictionary(
            situation => situation.GetProperty("id").GetString()!,
            situation => situation.GetProperty("levels").EnumerateArray()
                .Select(level => level.GetProperty("name").GetString()).ToArray());
        foreach (var diagram in playbook.Diagrams)
        {
            foreach (var node in diagram.Processes.SelectMany(process => process.Body.AllNodes()).OfType<CatchEvent>())
            {
                foreach (var trigger in node.Sop.Triggers)
                {
                    levels.ShouldContainKey(trigger.Situation, node.Id);
                    if (trigger.Level is { } level) levels[trigger.Situation].ShouldContain(level, node.Id);
                    var message = node.Definitions.OfType<MessageEventDefinition>().Single().MessageRef;
                    diagram.Messages.Single(known => known.Id == message).Name.ShouldBe(trigger.MessageName, node.Id);
                }
            }
        }
    }

    private static void Check(string text, FeelNames names, string element)
    {
        var parsed = FeelCompiler.Expression(text, names);
        parsed.Problems.ShouldBeEmpty($"{element}: {text}");
    }

    private static IEnumerable<(string Element, string Text)> Expressions(ProcessDefinition process)
    {
        foreach (var flow in process.Body.AllScopes().SelectMany(scope => scope.Flows))
            if (flow.Condition is { } condition) yield return (flow.Id, condition.Body);
        foreach (var node in process.Body.AllNodes())
        {
            foreach (var timer in (node as EventNode)?.Definitions.OfType<TimerEventDefinition>() ?? [])
                yield return (node.Id, timer.Expression.Body);
            foreach (var input in node.Sop.Activity?.Inputs ?? [])
                if (input.Value.IsExpression) yield return (node.Id, input.Value.Body);
            if (node is ScriptTask { Script: { } script }) yield return (node.Id, script);
            if (node is ActivityNode { Loop: MultiInstanceLoop { Collection: { } list } })
                yield return (node.Id, list.Body);
        }
    }

    private static IEnumerable<string> NamesIn(ProcessDefinition process)
    {
        var steps = process.Body.AllNodes().ToArray();
        return process.Sop.Parameters.Select(parameter => parameter.Name)
            .Concat(steps.Select(step => step.Sop.Form?.Result ?? step.Sop.Decision?.Result).OfType<string>())
            .Concat(steps.SelectMany(step => step.Sop.Variables).Select(variable => variable.Name))
            .Concat(steps.OfType<ActivityNode>().Select(step => step.Loop).OfType<MultiInstanceLoop>()
                .Select(loop => loop.ElementVariable).OfType<string>())
            .Distinct();
    }

    private static IEnumerable<string> Parameters(PlaybookFolder playbook) =>
        playbook.Manifest.GetProperty("parameters").EnumerateArray()
            .Select(parameter => parameter.GetProperty("name").GetString()!);

    private static IEnumerable<string> Values(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Values(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Values),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
