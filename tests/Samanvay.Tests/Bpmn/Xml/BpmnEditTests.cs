using System.Xml.Linq;
using Samanvay.Bpmn.Xml;
using Samanvay.Conformance.Interchange;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Xml;

public sealed class BpmnEditTests
{
    private const string Task = """
        <bpmn:userTask id="t" name="Close"><bpmn:documentation>Why</bpmn:documentation>
          <bpmn:extensionElements><x:keep xmlns:x="urn:other"/><sop:serviceLevel metric="ack" target="PT5M"/>
            <sop:serviceLevel metric="resolve" target="PT45M"/></bpmn:extensionElements></bpmn:userTask><bpmn:task id="plain"/>
        """;

    [Fact]
    public void Renaming_changes_the_name_and_nothing_else()
    {
        var text = BpmnEdit.Of(Sample.Read(Task)).Rename("t", "Close ghats").ToXml();

        CanonicalXml.Of(text).ShouldBe(CanonicalXml.Of(Sample.File(Task).Replace("\"Close\"", "\"Close ghats\"")));
    }

    [Fact]
    public void Setting_an_extension_replaces_the_one_with_the_same_key()
    {
        var edited = BpmnEdit.Of(Sample.Read(Task))
            .SetSop("t", new XElement(BpmnNames.Sop + "serviceLevel", new XAttribute("metric", "ack"),
                new XAttribute("target", "PT3M")), "metric")
            .Read();

        edited.Problems.ShouldBeEmpty();
        edited.Value!.Processes[0].Body.Find("t")!.Sop.ServiceLevels.Select(level => level.Target.Raw)
            .ShouldBe(["PT45M", "PT3M"]);
        BpmnWriter.Write(edited.Value).ShouldContain("urn:other");
    }

    [Fact]
    public void An_element_without_extensions_gets_them()
    {
        var edited = BpmnEdit.Of(Sample.Read(Task))
            .SetSop("plain", new XElement(BpmnNames.Sop + "form", new XAttribute("ref", "f"))).Read();

        edited.Value!.Processes[0].Body.Find("plain")!.Sop.Form!.Ref.ShouldBe("f");
    }

    [Fact]
    public void The_model_that_was_read_does_not_change()
    {
        var definitions = Sample.Read(Task);

        BpmnEdit.Of(definitions).Rename("t", "Other").RemoveSop("t", "serviceLevel").ToXml().ShouldNotContain("PT5M");

        BpmnWriter.Write(definitions).ShouldContain("PT5M");
    }
}
