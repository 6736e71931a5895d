using System.Text.Json;
using Samanvay.Bpmn.Model;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Templates;

public sealed class PlaybookParameterTests
{
    private const string OwnDefault = "[default of this project]";

    public static TheoryData<string> Playbooks => PlaybookFolder.All;

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_parameter_says_where_its_default_comes_from(string name)
    {
        foreach (var parameter in Manifest(name))
        {
            var citation = parameter.GetProperty("citation");
            var source = citation.GetProperty("source").GetString().ShouldNotBeNull();
            if (source == OwnDefault) continue;
            source.Length.ShouldBeGreaterThan(20, Name(parameter));
            (citation.TryGetProperty("url", out _) || source.Contains("article", StringComparison.Ordinal))
                .ShouldBeTrue(Name(parameter));
        }
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_default_lies_within_its_range(string name)
    {
        foreach (var parameter in Manifest(name))
        {
            var range = parameter.GetProperty("range");
            var value = Size(parameter.GetProperty("default"));
            value.ShouldBeInRange(Size(range.GetProperty("min")), Size(range.GetProperty("max")), Name(parameter));
        }
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void The_manifest_and_the_procedures_name_the_same_parameters_with_the_same_defaults(string name)
    {
        var manifest =
            from parameter in Manifest(name)
            let range = parameter.GetProperty("range")
            select (Name(parameter), Text(parameter.GetProperty("default")), Text(range.GetProperty("min")),
                Text(range.GetProperty("max")));
        var procedures = new PlaybookFolder(name).Processes.SelectMany(process => process.Sop.Parameters)
            .Select(parameter => (parameter.Name, parameter.Default!, parameter.Min!, parameter.Max!));

        procedures.Distinct().Order().ShouldBe(manifest.Order());
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_target_and_ladder_delay_comes_from_a_parameter(string name)
    {
        var playbook = new PlaybookFolder(name);
        var parameters = Manifest(name).Select(Name).ToHashSet();
        var targets = playbook.Processes
            .SelectMany(process => process.Body.AllNodes().Cast<BpmnElement>().Prepend(process))
            .SelectMany(element => element.Sop.ServiceLevels).Select(level => level.Target);
        var levels = playbook.Processes.SelectMany(process => process.Sop.Ladders)
            .SelectMany(ladder => ladder.Levels).ToArray();
        var delays = levels.Select(level => level.Moment switch
        {
            AfterDelay after => after.Delay,
            AfterBreach after when !after.Delay.Raw.EndsWith('%') => after.Delay,
            _ => (SopValue?)null,
        }).Concat(levels.Select(level => level.RepeatEvery)).OfType<SopValue>();

        foreach (var value in targets.Concat(delays))
        {
            value.IsExpression.ShouldBeTrue(value.Raw);
            parameters.ShouldContain(value.Body);
        }
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_timer_waits_for_a_parameter(string name)
    {
        var parameters = Manifest(name).Select(Name).ToArray();
        var timers = new PlaybookFolder(name).Processes
            .SelectMany(process => process.Body.AllNodes()).OfType<EventNode>()
            .SelectMany(node => node.Definitions).OfType<TimerEventDefinition>().ToArray();

        timers.ShouldNotBeEmpty();
        foreach (var timer in timers)
        {
            parameters.ShouldContain(
                parameter => timer.Expression.Body.Contains(parameter, StringComparison.Ordinal), timer.Id);
        }
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_service_level_names_a_ladder_of_its_basis(string name)
    {
        foreach (var process in new PlaybookFolder(name).Processes)
        {
            foreach (var level in process.Body.AllNodes().SelectMany(node => node.Sop.ServiceLevels))
            {
                var ladder = process.Sop.Ladders.SingleOrDefault(ladder => ladder.Id == level.LadderId)
                    .ShouldNotBeNull(level.LadderId);
                (ladder.Basis == SopLadderBasis.Acknowledge).ShouldBe(level.Metric == SopMetric.Acknowledge, ladder.Id);
            }
        }
    }

    private static JsonElement[] Manifest(string name) =>
        [.. new PlaybookFolder(name).Manifest.GetProperty("parameters").EnumerateArray()];

    private static string Name(JsonElement parameter) => parameter.GetProperty("name").GetString()!;

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static double Size(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number) return value.GetDouble();
        var text = value.GetString()!;
        return System.Xml.XmlConvert.ToTimeSpan(text).TotalSeconds;
    }
}
