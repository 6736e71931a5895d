using Samanvay.Bpmn.Lint;
using Samanvay.Bpmn.Validation;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Lint;

public sealed class BpmnLintTests
{
    internal const string Role = "<bpmn:resource id=\"r\" name=\"police.control\"/>";
    internal const string Owner = "<bpmn:potentialOwner><bpmn:resourceRef>r</bpmn:resourceRef></bpmn:potentialOwner>";

    /// <summary>Start, the given nodes in a row, end; the first and last of them are named.</summary>
    internal static string Around(string nodes, string first, string last) => $"""
        <bpmn:startEvent id="s" name="Begin"/>{nodes}<bpmn:endEvent id="e" name="Done"/>
        <bpmn:sequenceFlow id="in" sourceRef="s" targetRef="{first}"/><bpmn:sequenceFlow id="out" sourceRef="{last}" targetRef="e"/>
        """;

    internal static IEnumerable<string> Codes(string process, string before = Role) =>
        BpmnLint.Check(Sample.Read(process, before)).Select(problem => problem.Code).Distinct();

    [Fact]
    public void A_good_procedure_has_no_findings() =>
        Codes(Around($"<bpmn:userTask id=\"t\" name=\"Close the ghats\">{Owner}</bpmn:userTask>", "t", "t"))
            .ShouldBeEmpty();

    [Fact]
    public void A_finding_names_the_step_and_its_line()
    {
        var problem = BpmnLint.Check(Sample.Read(
            Around("<bpmn:userTask id=\"t\" name=\"Close the ghats\"/>", "t", "t"))).Single();

        problem.Location.ElementId.ShouldBe("t");
        problem.Location.Line.ShouldBe(6);
        problem.Message.ShouldContain("Close the ghats");
    }

    [Fact]
    public void Every_rule_has_its_place_in_the_list()
    {
        var rules = typeof(BpmnLint).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Rule", StringComparison.Ordinal));
        var listed = BpmnLint.ScopeRules.Concat(BpmnStandard.ScopeRules).Select(rule => rule.Method.DeclaringType!)
            .Concat(BpmnLint.FileRules.Select(rule => rule.Method.DeclaringType!))
            .Concat(BpmnStandard.DocumentRules.Select(rule => rule.Method.DeclaringType!));

        listed.Select(type => type.Name).Order().ShouldBe(rules.Select(type => type.Name).Order());
    }

    [Fact]
    public void The_playbooks_in_this_repository_have_no_errors()
    {
        var files = Directory.GetFiles(Path.Combine(SharedFolder.Repository, "templates"), "*.bpmn",
            SearchOption.AllDirectories);

        foreach (var file in files)
        {
            var read = BpmnReader.Read(File.ReadAllText(file));
            read.Problems.ShouldBeEmpty(file);
            BpmnLint.Check(read.Value!).Where(problem => problem.Severity == Severity.Error).ShouldBeEmpty(file);
        }
    }
}
