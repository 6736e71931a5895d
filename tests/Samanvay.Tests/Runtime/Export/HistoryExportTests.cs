using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Export;
using Samanvay.Runtime.Procedures;
using Samanvay.Storage;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Export;

/// <summary>What is told of histories, whatever the format.</summary>
public sealed class HistoryExportTests
{
    [Theory]
    [InlineData("json")]
    [InlineData("xes")]
    [InlineData("csv")]
    public async Task Nobody_is_named_unless_it_is_asked_for(string format)
    {
        await using var exported = await ExportedCity.OpenAsync();

        var told = await File.ReadAllTextAsync(await exported.WriteAsync(format));
        var named = await File.ReadAllTextAsync(await exported.WriteAsync(format, new ExportChoice(WithPeople: true)));

        told.ShouldNotContain("asha", Case.Insensitive);
        named.ShouldContain("asha", Case.Insensitive);
    }

    [Fact]
    public async Task A_city_or_procedure_that_nobody_knows_is_named_before_anything_is_written()
    {
        await using var exported = await ExportedCity.OpenAsync();
        var export = exported.City.Of<HistoryExport>();
        Task<string?> UnknownAsync(string? city, string? procedure = null) => export.UnknownAsync(
            new ExportChoice
            {
                City = city is null ? null : new CityId(city),
                Procedure = procedure is null ? null : new ProcedureId(procedure),
            }, default);

        (await UnknownAsync("atlantis")).ShouldBe("There is no city 'atlantis'.");
        (await UnknownAsync(null, "drougth")).ShouldBe("There is no procedure 'drougth'.");
        (await UnknownAsync(WholeCity.City.Value, "drougth")).ShouldBe("There is no procedure 'drougth'.");
        (await UnknownAsync(WholeCity.City.Value)).ShouldBeNull();
    }

    [Fact]
    public async Task The_names_that_stand_for_people_differ_from_export_to_export()
    {
        await using var exported = await ExportedCity.OpenAsync();

        var first = await File.ReadAllTextAsync(await exported.WriteAsync("csv"));
        var second = await File.ReadAllTextAsync(await exported.WriteAsync("csv"));

        first.ShouldNotBe(second);
        first.Length.ShouldBe(second.Length);
    }

    [Fact]
    public async Task Both_databases_tell_the_same()
    {
        var choice = new ExportChoice(WithPeople: true);
        await using var sqlite = await ExportedCity.OpenAsync();
        await using var postgres = await ExportedCity.OpenAsync(new PostgresChoice(Postgres.NewDatabase()));

        var told = await File.ReadAllTextAsync(await postgres.WriteAsync("json", choice));

        told.ShouldBe(await File.ReadAllTextAsync(await sqlite.WriteAsync("json", choice)));
    }

    [Fact]
    public async Task Only_what_began_in_the_span_is_told_and_that_whole()
    {
        await using var exported = await ExportedCity.OpenAsync();
        var noon = WholeCity.Noon;

        (await LinesAsync(new ExportChoice { To = noon })).ShouldBe(0);
        (await LinesAsync(new ExportChoice { To = noon + Duration.Epsilon })).ShouldBeGreaterThan(10);
        (await LinesAsync(new ExportChoice { From = noon + Duration.FromDays(2) })).ShouldBe(0);
        (await LinesAsync(new ExportChoice { From = noon }) - await LinesAsync(new ExportChoice())).ShouldBe(0);
        (await LinesAsync(new ExportChoice { City = new CityId("nashik") })).ShouldBe(0);

        async Task<int> LinesAsync(ExportChoice choice) =>
            (await File.ReadAllLinesAsync(await exported.WriteAsync("csv", choice))).Length - 1;
    }

    [Fact]
    public async Task Of_one_procedure_only_the_incidents_in_which_it_ran_are_told()
    {
        await using var exported = await ExportedCity.OpenAsync();

        var told = await File.ReadAllTextAsync(
            await exported.WriteAsync("csv", new ExportChoice { Procedure = new ProcedureId("look") }));

        told.ShouldContain(WholeCity.Key(2).Operation.ToString());
        told.ShouldNotContain(WholeCity.Key(1).Operation.ToString());
    }

    [Fact]
    public async Task A_cell_that_a_spreadsheet_would_take_for_a_formula_is_made_a_text()
    {
        await using var exported = await ExportedCity.OpenAsync();
        var calculated = await exported.City.PublishAsync("sum", """
            <bpmn:startEvent id="start" name="=1+1"/><bpmn:sequenceFlow id="f" sourceRef="start" targetRef="end"/>
            <bpmn:endEvent id="end"/>
            """);
        await exported.City.AcceptedAsync(WholeCity.Key(3), new Samanvay.Engine.Incidents.StartProcedure(
            WholeCity.Noon, WholeCity.Start(calculated), null));

        var told = await File.ReadAllTextAsync(await exported.WriteAsync("csv"));

        told.ShouldContain(",'=1+1,");
        told.ShouldNotContain(",=1+1");
    }

    [Fact]
    public void Of_every_text_of_every_fact_it_is_known_whether_it_may_be_told() => (
        from shape in FactShapes.All
        from told in shape.Fields
        where told.Use == FieldUse.Untold
            && told.Kind == LogValueKind.Text && !IsList(told)
        select $"{shape.Name}.{told.Property}").ShouldBeEmpty();

    [Fact]
    public void No_two_facts_share_a_name() =>
        FactShapes.All.Select(shape => shape.Name).ShouldBeUnique();

    // Lists of words are left out of logs, whose values are single.
    private static bool IsList(FactField told) => told.Property is "Flows" or "Warnings" or "CandidateRoles";
}
