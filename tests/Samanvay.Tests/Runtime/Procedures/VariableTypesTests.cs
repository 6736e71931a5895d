using System.Collections.Immutable;
using Samanvay.Dmn;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Procedures.Decisions;
using Samanvay.Runtime.Procedures.Review;
using Samanvay.Tests.Runtime.Procedures.Decisions;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Procedures;

public sealed class VariableTypesTests
{
    private const string Flow = """<bpmn:sequenceFlow id="f2" sourceRef="judge" targetRef="end"/>""";

    [Theory]
    [InlineData("alarm = \"red\"", null)]
    [InlineData("alarm > 5", "A string can not be compared with a number.")]
    [InlineData("alarm", "A boolean is needed here, but this gives a string.")]
    [InlineData("alarm.colour = \"red\"", "A string has no 'colour'. Check the name.")]
    [InlineData("=somebody sets this > 5", null)]
    public void A_condition_must_fit_what_the_decision_before_it_gives(string condition, string? said)
    {
        var files = AlarmTable.Files();
        var conditional = Flow.Replace("/>", ">", StringComparison.Ordinal)
            + $"<bpmn:conditionExpression>{System.Security.SecurityElement.Escape(condition)}"
            + "</bpmn:conditionExpression></bpmn:sequenceFlow>";
        var changed = files.With(
            files.DiagramPath!, files.Diagram!.Replace(Flow, conditional, StringComparison.Ordinal));

        var found = Check(changed);

        found.Select(problem => problem.Message).ShouldBe(said is null ? [] : [said]);
        found.ShouldAllBe(problem => problem.Location.ElementId == "f2" && problem.Location.File == files.DiagramPath);
    }

    [Fact]
    public void What_the_playbook_asks_of_its_forms_fits() => Check(RiverFlood.Files).ShouldBeEmpty();

    private static ImmutableArray<Samanvay.Feel.Diagnostic> Check(ProcedureFiles files)
    {
        var built = ProcedureBuilder.Build(files, ParameterValues.None, new ProcedureVersionId("v"));
        ImmutableArray<DecisionModel> models = [.. new DecisionChecks().ModelsOf(files)];
        return [.. VariableTypes.Check(files.DiagramPath!, built, models)];
    }
}
