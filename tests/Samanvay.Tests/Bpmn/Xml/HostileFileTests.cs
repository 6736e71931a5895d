using System.Text;
using Samanvay.Bpmn.Xml;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Xml;

public sealed class HostileFileTests
{
    private const string Bomb = """
        <!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" name="&b;"/></definitions>
        """;

    [Fact]
    public void A_document_type_is_refused_and_not_expanded()
    {
        var parsed = BpmnReader.Read(Bomb);

        parsed.Value.ShouldBeNull();
        parsed.Problems.Single().Code.ShouldBe("BPMN002");
    }

    [Fact]
    public void A_document_type_in_a_stream_is_refused_too()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Bomb));

        BpmnReader.Read(stream).Problems.Single().Code.ShouldBe("BPMN002");
    }

    [Fact]
    public void Broken_xml_is_reported_with_its_line()
    {
        var problem = BpmnReader.Read("<definitions>\n<process></definitions>").Problems.Single();

        problem.Code.ShouldBe("BPMN001");
        problem.Location.Line.ShouldBe(2);
    }

    [Fact]
    public void Another_kind_of_file_is_refused() =>
        BpmnReader.Read("<html/>").Problems.Single().Code.ShouldBe("BPMN004");

    [Fact]
    public void A_file_that_nests_too_deep_is_refused_before_a_tree_is_built()
    {
        var text = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));

        BpmnReader.Read(text).Problems.Single().Code.ShouldBe("BPMN003");
    }

    [Fact]
    public void A_file_with_too_many_elements_is_refused() =>
        BpmnReader.Read("<a>" + string.Concat(Enumerable.Repeat("<b/>", 11)) + "</a>", new() { ElementCountMax = 10 })
            .Problems.Single().Code.ShouldBe("BPMN003");

    [Theory]
    [InlineData(10, false)]
    [InlineData(400, true)]
    public void A_file_larger_than_the_limit_is_refused(int limit, bool accepted)
    {
        var text = Sample.File("<bpmn:startEvent id=\"s\"/>");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        (BpmnReader.Read(text, new() { SizeMax = limit }).Value is not null).ShouldBe(accepted);
        (BpmnReader.Read(stream, new() { SizeMax = limit }).Value is not null).ShouldBe(accepted);
    }
}
