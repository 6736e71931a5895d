using Samanvay.Engine.Incidents;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Building;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Procedures;

public sealed class ProcedureBuilderTests
{
    private static readonly ProcedureVersionId Version = new("v");

    [Fact]
    public void The_river_flood_playbook_builds_without_errors()
    {
        var built = ProcedureBuilder.Build(RiverFlood.Files, ParameterValues.None, Version);

        built.Problems.Where(problem => problem.Severity == Severity.Error).ShouldBeEmpty();
        built.HasErrors.ShouldBeFalse();
        built.Procedure!.ProcessId.ShouldBe("river-flood");
        built.Procedure.Process.StartMessages.Keys.ShouldContain("river-level/raised/low");
        built.Situations["river-level"].Levels.Select(level => level.At).ShouldBe([8m, 10m, 14m, 14.5m]);
        built.Roles.ShouldContain("police.control");
        built.Roles.ShouldNotContain("owner.head");
        built.Texts.Keys.ShouldBe(["en", "hi"]);
    }

    [Fact]
    public void A_citys_own_values_reach_the_situations_and_the_procedure()
    {
        var values = new ParameterValues(ParameterValues.None.Texts.Add("dangerLevel", "11.5"));

        var built = ProcedureBuilder.Build(RiverFlood.Files, values, Version);

        built.Situations["river-level"].Levels[1].At.ShouldBe(11.5m);
        built.Procedure!.Parameters["dangerLevel"].ShouldBe(FeelValue.Of(11.5m));
    }

    [Theory]
    [InlineData("dangerLevel", "high", "is not a number")]
    [InlineData("dangerLevel", "1001", "above the most")]
    [InlineData("highMargin", "0.01", "below the least")]
    [InlineData("lowerAfter", "PT49H", "above the most")]
    [InlineData("lowerAfter", "6 hours", "is not a duration")]
    [InlineData("seaLevel", "1", "no parameter")]
    public void A_value_that_the_procedure_does_not_allow_is_refused(string name, string value, string message)
    {
        var values = new ParameterValues(ParameterValues.None.Texts.Add(name, value));

        var built = ProcedureBuilder.Build(RiverFlood.Files, values, Version);

        built.Problems.ShouldContain(problem => problem.Code == "PARAM001" && problem.Message.Contains(message));
        built.HasErrors.ShouldBeTrue();
    }

    [Fact]
    public void What_the_diagram_names_must_be_there()
    {
        var files = RiverFlood.Files.With("forms/closure-report.form", null).With("situations/river-level.json", null);

        var built = ProcedureBuilder.Build(files, ParameterValues.None, Version);

        built.Problems.ShouldContain(problem =>
            problem.Code == "PROC002" && problem.Message.Contains("closure-report"));
        built.Problems.ShouldContain(problem => problem.Code == "PROC003" && problem.Message.Contains("river-level"));
        built.Problems.ShouldAllBe(problem => problem.Location.File != null);
    }

    [Theory]
    [InlineData("\"levels\"", "\"steps\"")]
    [InlineData("=warningLevel", "=warningLevle")]
    [InlineData("\"id\": \"river-level\",", "")]
    [InlineData("{", "")]
    public void A_broken_situation_is_told_once_and_not_again_at_every_trigger(string what, string by)
    {
        var path = "situations/river-level.json";
        var text = RiverFlood.Files.Texts[path];
        var at = text.IndexOf(what, StringComparison.Ordinal);

        var built = ProcedureBuilder.Build(
            RiverFlood.Files.With(path, text.Remove(at, what.Length).Insert(at, by)), ParameterValues.None, Version);

        built.Problems.Where(problem => problem.Severity == Severity.Error)
            .ShouldAllBe(problem => problem.Location.File == path);
        built.HasErrors.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("<a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")]
    public void A_diagram_that_is_none_is_a_problem_and_never_an_exception(string diagram)
    {
        var files = ProcedureFiles.Empty.With("procedures/a.bpmn", diagram);

        var built = ProcedureBuilder.Build(files, ParameterValues.None, Version);

        built.HasErrors.ShouldBeTrue();
        built.Problems.ShouldAllBe(problem => problem.Location.File == "procedures/a.bpmn");
    }

    [Fact]
    public void An_empty_procedure_says_what_to_do() =>
        ProcedureBuilder.Build(ProcedureFiles.Empty, ParameterValues.None, Version).Problems
            .ShouldHaveSingleItem().Code.ShouldBe("PROC001");
}
