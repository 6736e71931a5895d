using System.Xml.Linq;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Xml;

/// <summary>Models that other tools exchange: read without loss, write the same again.</summary>
public sealed class InterchangeTests
{
    public static TheoryData<string> References()
    {
        var folder = SharedFolder.Find("conformance", "bpmn-miwg");
        return folder is null ? ["(no files)"]
            : [.. Directory.GetFiles(folder, "*.bpmn").Select(file => Path.GetFileName(file)!).Order()];
    }

    [Theory]
    [MemberData(nameof(References))]
    public void A_model_of_another_tool_is_read_without_errors(string file)
    {
        var parsed = Read(file, out _);

        parsed.Problems.Where(problem => problem.Severity == Severity.Error).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(References))]
    public void Every_flow_element_of_the_file_is_in_the_model(string file)
    {
        var definitions = Read(file, out var text).Value!;

        var inFile = XDocument.Parse(text).Descendants().Where(IsFlowNode)
            .Select(element => (string)element.Attribute("id")!);
        var inModel = definitions.Processes.SelectMany(process => process.Body.AllNodes()).Select(node => node.Id);
        inModel.Order().ShouldBe(inFile.Order());
        definitions.Processes.SelectMany(process => process.Body.AllScopes()).Sum(scope => scope.Flows.Length)
            .ShouldBe(XDocument.Parse(text).Descendants(BpmnNames.Bpmn + "sequenceFlow").Count());
    }

    [Theory]
    [MemberData(nameof(References))]
    public void Writing_what_was_read_gives_the_same_document(string file)
    {
        var definitions = Read(file, out var text).Value!;

        CanonicalXml.Of(BpmnWriter.Write(definitions)).ShouldBe(CanonicalXml.Of(text));
    }

    private static bool IsFlowNode(XElement element) =>
        element.Name.Namespace == BpmnNames.Bpmn && element.Name.LocalName is var name
            && element.Attribute("id") is not null
        && (name.EndsWith("Event", StringComparison.Ordinal) || name.EndsWith("Gateway", StringComparison.Ordinal)
            || name.EndsWith("Task", StringComparison.Ordinal) || name is "task" or "callActivity" or "transaction"
            || name.EndsWith("ubProcess", StringComparison.Ordinal))
        && !name.StartsWith("global", StringComparison.Ordinal);

    private static Parsed<BpmnDefinitions> Read(string file, out string text)
    {
        text = File.ReadAllText(SharedFolder.Require("conformance", "bpmn-miwg", file));
        return BpmnReader.Read(text);
    }
}
