using System.Text.RegularExpressions;
using Samanvay.Bpmn.Layout;
using Samanvay.Bpmn.Lint;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn;

/// <summary>A file from outside may be wrong in any way; the answer is a finding, never an exception.</summary>
public sealed partial class RobustnessTests
{
    private static IEnumerable<string> Files(params string[] folder) =>
        Directory.GetFiles(SharedFolder.Require(["conformance", .. folder]), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".bpmn", StringComparison.Ordinal)
                || file.EndsWith(".xml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    [Theory]
    [InlineData("bpmn-betsy")]
    [InlineData("bpmn-camunda7")]
    [InlineData("bpmn-invalid")]
    [InlineData("bpmn-miwg")]
    [InlineData("bpmn-soundness")]
    public void Every_model_is_read_checked_and_drawn_without_an_exception(string suite)
    {
        foreach (var file in Files(suite))
        {
            if (BpmnReader.Read(File.ReadAllText(file)).Value is not { } definitions) continue;
            Should.NotThrow(() => BpmnLint.Check(definitions), file);
            Should.NotThrow(() => BpmnLayout.Apply(definitions), file);
        }
    }

    [Fact]
    public void Every_executable_model_of_the_execution_suite_is_read_without_errors()
    {
        var refused = Files("bpmn-betsy").Where(file => BpmnReader.Read(File.ReadAllText(file)).HasErrors);

        refused.Select(Path.GetFileName).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_was_cut_off_anywhere_gives_a_finding()
    {
        var text = Sample.File("<bpmn:startEvent id=\"s\" name=\"शुरू\"/><bpmn:endEvent id=\"e\"/>");

        for (var length = 0; length < text.TrimEnd().Length; length++)
        {
            BpmnReader.Read(text[..length]).Problems.ShouldContain(problem => problem.Severity == Severity.Error);
        }
    }

    [Fact]
    public void A_file_that_lacks_an_attribute_is_answered()
    {
        var text = File.ReadAllText(Directory.GetFiles(
            Path.Combine(SharedFolder.Repository, "templates"), "*.bpmn", SearchOption.AllDirectories)[0]);

        // Each seventh: the file has hundreds, and every kind of attribute comes up.
        foreach (var attribute in Attribute().Matches(text).Where((_, index) => index % 7 == 0))
        {
            var damaged = text.Remove(attribute.Index, attribute.Length);
            var read = BpmnReader.Read(damaged);
            read.Value.ShouldNotBeNull(attribute.Value);
            Should.NotThrow(() => BpmnLint.Check(read.Value), attribute.Value);
        }
    }

    [GeneratedRegex(" (id|sourceRef|targetRef|metric|ref|messageRef)=\"[^\"]*\"")]
    private static partial Regex Attribute();
}
