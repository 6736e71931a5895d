using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Review;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Procedures;

public sealed class ProcedureDiffTests
{
    [Fact]
    public void A_procedure_is_no_different_from_itself_however_it_is_written()
    {
        var respaced = RiverFlood.Files.Diagram!.Replace("    <bpmn:", "<bpmn:", StringComparison.Ordinal);

        ProcedureDiff.Between(RiverFlood.Files, RiverFlood.Files).ShouldBeEmpty();
        ProcedureDiff.Between(RiverFlood.Files, With(respaced)).ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_service_level_names_the_step_and_both_values()
    {
        var diagram = RiverFlood.Files.Diagram!;
        var start = diagram.IndexOf("<bpmn:userTask", StringComparison.Ordinal);
        var place = diagram.IndexOf("lifeSafety=\"true\"", start, StringComparison.Ordinal);
        var changed = diagram[..place] + "lifeSafety=\"false\"" + diagram[(place + "lifeSafety=\"true\"".Length)..];

        var difference = ProcedureDiff.Between(RiverFlood.Files, With(changed)).ShouldHaveSingleItem();

        difference.Kind.ShouldBe(DifferenceKind.Changed);
        difference.Property.ShouldNotBeNull().ShouldContain("within");
        difference.Before!.ShouldContain("life safety");
        difference.After!.ShouldNotContain("life safety");
        difference.Sentence.ShouldStartWith("Step “");
    }

    [Fact]
    public void A_new_name_is_told_once_and_not_again_for_every_flow_that_leads_to_it()
    {
        var step = "<startEvent id=\"s\"/><userTask id=\"a\" name=\"{0}\"/>"
            + "<sequenceFlow id=\"f1\" sourceRef=\"s\" targetRef=\"a\"/>";

        var difference = ProcedureDiff.Between(
            Small(step.Replace("{0}", "Close ghats", StringComparison.Ordinal)),
            Small(step.Replace("{0}", "Shut ghats", StringComparison.Ordinal))).ShouldHaveSingleItem();

        difference.Property.ShouldBe("name");
        difference.Sentence.ShouldBe("Step “Shut ghats”: name changed from Close ghats to Shut ghats.");
    }

    [Fact]
    public void Added_and_removed_steps_and_flows_are_told()
    {
        var before = Small("""
            <startEvent id="s"/><userTask id="a" name="Close ghats"/><endEvent id="e"/>
            <sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="e"/>
            """);
        var after = Small("""
            <startEvent id="s"/><userTask id="b" name="Open ghats"/><endEvent id="e"/>
            <sequenceFlow id="f1" sourceRef="s" targetRef="b"/><sequenceFlow id="f3" sourceRef="b" targetRef="e"/>
            """);

        var sentences = ProcedureDiff.Between(before, after).Select(difference => difference.Sentence);

        sentences.ShouldBe(
        [
            "Step “Close ghats” was removed.",
            "Flow “Close ghats → e” was removed.",
            "Step “Open ghats” was added.",
            "Flow “s → Open ghats”: to changed from Close ghats to Open ghats.",
            "Flow “Open ghats → e” was added.",
        ]);
    }

    [Fact]
    public void A_timer_and_a_condition_are_compared_by_what_they_say()
    {
        const string flow = """<sequenceFlow id="f" sourceRef="w" targetRef="e"/>""";
        var before = Small($"""{Wait("PT5M")}<endEvent id="e"/>{flow}""");
        var after = Small($"""{Wait("PT10M")}<endEvent id="e"/>{flow}""");

        ProcedureDiff.Between(before, after).ShouldHaveSingleItem().Sentence
            .ShouldBe("Wait “w”: event changed from timer PT5M to timer PT10M.");
    }

    [Fact]
    public void Other_files_are_named()
    {
        var after = RiverFlood.Files.With("forms/new.form", "{}").With("text/hi.json", null).With("text/en.json", "{}");

        ProcedureDiff.Between(RiverFlood.Files, after).Select(difference => difference.Sentence).ShouldBe(
        [
            "The file forms/new.form was added.", "The file text/en.json was changed.",
                "The file text/hi.json was removed.",
        ]);
    }

    private static string Wait(string duration) => $"""
        <intermediateCatchEvent id="w">
        <timerEventDefinition><timeDuration>{duration}</timeDuration></timerEventDefinition>
        </intermediateCatchEvent>
        """;

    private static ProcedureFiles Small(string body) => With($"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:test">
        <process id="p" isExecutable="true">{body}</process></definitions>
        """, ProcedureFiles.Empty);

    private static ProcedureFiles With(string diagram, ProcedureFiles? files = null) =>
        (files ?? RiverFlood.Files).With((files ?? RiverFlood.Files).DiagramPath ?? "procedures/p.bpmn", diagram);
}
