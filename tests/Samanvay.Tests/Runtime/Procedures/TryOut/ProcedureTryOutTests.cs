using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.TryOut;
using Samanvay.Runtime.Views;
using Samanvay.Tests.Runtime.Cities;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Procedures.TryOut;

public sealed class ProcedureTryOutTests : IDisposable
{
    private static readonly Asker Author =
        Asker.OfPerson(CityDatabase.Here, new PersonId("asha"), null, CityRole.Author);

    private readonly CityDatabase _database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Every_level_that_sensors_can_reach_is_offered_as_a_start()
    {
        var tryOut = await OpenAsync();

        var choices = (await tryOut.ChoicesAsync(Author, Flood, "en", Cancellation)).Value();

        choices.Starts.Select(start => start.Level).OfType<string>()
            .ShouldBe(["low", "moderate", "high", "unprecedented"]);
        choices.Roles["police.control"].ShouldBe("Control room");
    }

    [Fact]
    public async Task When_everybody_answers_the_procedure_runs_to_its_end_and_no_ladder_climbs()
    {
        var result = await RunAsync(new("situation:river-level/low") { Watch = Duration.FromDays(6) });

        result.End.ShouldBe(TryOutEnd.Ended);
        var kinds = Kinds(result);
        kinds.ShouldContain(TimelineKinds.Opened);
        kinds.ShouldContain(TimelineKinds.Completed);
        kinds.ShouldNotContain(TimelineKinds.LevelFired);
        result.Moments[^1].Tokens.ShouldBeEmpty();
        result.Moments[^1].Completed.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task When_nobody_answers_the_ladders_climb_and_the_steps_are_late()
    {
        var result = await RunAsync(new("situation:river-level/moderate") { People = TryOutPeople.Silent });

        result.End.ShouldBe(TryOutEnd.StillOpen);
        Kinds(result).ShouldContain(TimelineKinds.LevelFired);
        result.Moments[^1].Tokens.ShouldContain(token => token.Late);
    }

    [Fact]
    public async Task Only_the_silent_role_leaves_its_steps_untouched()
    {
        var result = await RunAsync(new("situation:river-level/moderate")
        {
            People = TryOutPeople.OneSilent,
            SilentRole = "police.control",
        });

        var entries = result.Moments.SelectMany(moment => moment.Entries).ToList();
        entries.Where(entry => entry.Kind == TimelineKinds.Acknowledged).ShouldNotBeEmpty();
        entries.Where(entry => entry.Kind == TimelineKinds.Acknowledged)
            .ShouldAllBe(entry => entry.PersonName != "Control room");
    }

    [Fact]
    public async Task A_start_by_hand_opens_the_incident_and_reaches_the_end()
    {
        var draft = (await _database.Procedures.CreateAsync(
            Author, new NewProcedure(new ProcedureId("ghat-drill"), "Ghat drill"), Cancellation)).Value();
        var tryOut = await OpenAsync();

        var result = (await tryOut.RunAsync(Author, draft, new TryOutRequest("hand"), Cancellation)).Value();

        result.End.ShouldBe(TryOutEnd.Ended);
        result.Moments[^1].Completed.Keys.ShouldBe(["end", "start"]);
    }

    [Fact]
    public async Task What_can_not_be_built_is_answered_with_its_problems()
    {
        var tryOut = await OpenAsync();
        var broken = Draft(ProcedureFiles.Empty.With("procedures/x.bpmn", "<nothing/>"));

        var answer = await tryOut.RunAsync(Author, broken, new TryOutRequest("hand"), Cancellation);

        answer.Reason().ShouldBeOfType<HasProblems>();
    }

    private static IReadOnlyList<string> Kinds(TryOutResult result) =>
        [.. result.Moments.SelectMany(moment => moment.Entries).Select(entry => entry.Kind)];

    private async Task<TryOutResult> RunAsync(TryOutRequest request)
    {
        var tryOut = await OpenAsync();
        return (await tryOut.RunAsync(Author, Flood, request, Cancellation)).Value();
    }

    private async Task<ProcedureTryOut> OpenAsync()
    {
        await _database.SettleAsync();
        return new ProcedureTryOut(_database.ProcedureStore, _database.Snapshots, _database.Time);
    }

    private static ProcedureDraft Flood => Draft(RiverFlood.Files);

    private static ProcedureDraft Draft(ProcedureFiles files) =>
        new(CityDatabase.Here, new ProcedureId("river-flood"), "River flood", 1, files)
        {
            EditedBy = new PersonId("asha"),
            EditedAt = Instant.FromUtc(2026, 7, 1, 6, 0),
        };
}
