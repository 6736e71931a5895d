using System.Xml.Linq;
using Samanvay.Dmn.Model;
using Samanvay.Dmn.Xml;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Dmn.Xml;

public sealed class DmnWriterTests
{
    private const string Foreign = """
        <?xml version="1.0" encoding="utf-8"?>
        <!-- from another tool -->
        <?tool keep this?>
        <d:definitions xmlns:d="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:v="urn:vendor" name="m" namespace="urn:m"
            v:note="two&#10;lines &amp; more">
          <d:extensionElements><v:colour>red</v:colour><unknown xmlns="urn:other"><a/> <b/></unknown></d:extensionElements>
          <d:decision id="d" name="d" v:owner="works">
            <d:description>Why</d:description>
            <d:variable name="d"/>
            <d:decisionTable id="t" hitPolicy="FIRST">
              <d:input id="in"><d:inputExpression><d:text>1</d:text></d:inputExpression></d:input>
              <d:output id="out" v:width="120"/>
              <!-- the first rule -->
              <d:rule id="r1"><d:inputEntry><d:text><![CDATA[< 2]]></d:text></d:inputEntry><d:outputEntry><d:text> "a"  </d:text></d:outputEntry></d:rule>
              <d:rule id="r2"><d:inputEntry><d:text>-</d:text></d:inputEntry><d:outputEntry><d:text>"b"</d:text></d:outputEntry></d:rule>
            </d:decisionTable>
          </d:decision>
          <dmndi:DMNDI xmlns:dmndi="https://www.omg.org/spec/DMN/20230324/DMNDI/"><dmndi:DMNDiagram v:zoom="2"/></dmndi:DMNDI>
        </d:definitions>
        """;

    [Fact]
    public void What_other_tools_wrote_is_written_back()
    {
        var written = DmnWriter.Write(Read(Foreign));

        XNode.DeepEquals(Parse(written), Parse(Foreign)).ShouldBeTrue(written);
        written.ShouldContain("<!-- from another tool -->");
        written.ShouldContain("<?tool keep this?>");
        written.ShouldContain("<![CDATA[< 2]]>");
        written.ShouldContain("two&#xA;lines &amp; more");
    }

    [Fact]
    public void Every_model_of_the_kit_is_written_back_node_for_node()
    {
        var kit = SharedFolder.Require("conformance", "dmn-tck");
        var files = Directory.GetFiles(kit, "*.dmn", SearchOption.AllDirectories);
        files.Length.ShouldBeGreaterThan(100);

        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            var written = DmnWriter.Write(Read(text));

            XNode.DeepEquals(Parse(written), Parse(text)).ShouldBeTrue(file);
            DmnWriter.Write(Read(written)).ShouldBe(written, file);
        }
    }

    [Fact]
    public void A_comment_inside_a_cell_is_kept_and_not_read()
    {
        var text = Foreign.Replace("<![CDATA[< 2]]>", "&lt;<!-- less --> 2", StringComparison.Ordinal);

        var definitions = Read(text);

        Table(definitions).Rules[0].Inputs.Single().ShouldBe("< 2");
        DmnWriter.Write(definitions).ShouldContain("<!-- less -->");
    }

    [Fact]
    public void A_model_made_in_code_has_no_document_to_write() =>
        Should.Throw<ArgumentException>(() => DmnWriter.Write(new Definitions("m", "urn:m")));

    [Fact]
    public void Changing_a_cell_changes_nothing_else()
    {
        var edited = DmnEdit.Of(Read(Foreign)).SetOutput("t", 2, 0, "\"c\"").ToXml();

        edited.ShouldBe(DmnWriter.Write(Read(Foreign)).Replace("\"b\"", "\"c\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_that_is_added_and_removed_leaves_the_document_as_it_was()
    {
        var definitions = Read(Foreign);

        var longer = DmnEdit.Of(definitions).SetInput("t", 2, 0, "> 5").AddRule("t", ["-"], ["\"z\""]).Read().Value!;

        Table(longer).Rules.Select(rule => (rule.Inputs[0], rule.Outputs[0].Trim()))
            .ShouldBe([("< 2", "\"a\""), ("> 5", "\"b\""), ("-", "\"z\"")]);
        DmnEdit.Of(longer).SetInput("t", 2, 0, "-").RemoveRule("t", 3).ToXml().ShouldBe(DmnWriter.Write(definitions));
    }

    [Fact]
    public void A_table_without_an_id_is_found_by_the_one_around_it()
    {
        var text = Foreign.Replace("""<d:decisionTable id="t" """, "<d:decisionTable ", StringComparison.Ordinal);

        Table(DmnEdit.Of(Read(text)).SetInput("d", 1, 0, "7").Read().Value!).Rules[0].Inputs.Single().ShouldBe("7");
    }

    [Fact]
    public void The_model_that_was_edited_stays_as_it_was()
    {
        var definitions = Read(Foreign);

        DmnEdit.Of(definitions).RemoveRule("t", 1).ToXml().ShouldNotContain("r1");

        DmnWriter.Write(definitions).ShouldContain("r1");
    }

    private static Definitions Read(string text)
    {
        var read = DmnReader.Read(text);
        return read.Value.ShouldNotBeNull(string.Join(" ", read.Problems.Select(problem => problem.Message)));
    }

    private static DecisionTable Table(Definitions definitions) =>
        definitions.Decisions.Single().Logic.ShouldBeOfType<DecisionTable>();

    private static XDocument Parse(string text) => XDocument.Parse(text, LoadOptions.PreserveWhitespace);
}
