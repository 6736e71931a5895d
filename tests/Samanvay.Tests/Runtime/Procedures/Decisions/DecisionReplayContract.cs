using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Decisions;
using Samanvay.Runtime.Views;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Runtime.Work;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Procedures.Decisions;

public sealed class SqliteDecisionReplayTests : DecisionReplayContract
{
    private protected override Task<WorkingCity> OpenAsync() => WorkingCity.OpenAsync();
}

public sealed class PostgresDecisionReplayTests : DecisionReplayContract
{
    private protected override Task<WorkingCity> OpenAsync() => WorkingCity.OpenAsync(Postgres.NewDatabase());
}

/// <summary>What both databases must do when a changed table is asked what was asked in earnest.</summary>
public abstract class DecisionReplayContract : IAsyncLifetime
{
    private static readonly ProcedureId Alarm = new("ghat-alarm");
    private static readonly ProcedureVersionId Version = new("alarm-1");
    private static readonly Asker Author = WorkingCity.Operator with { Roles = [CityRole.Author] };

    private WorkingCity _city = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected abstract Task<WorkingCity> OpenAsync();

    public async ValueTask InitializeAsync()
    {
        _city = await OpenAsync();
        var version = new ProcedureVersion(WorkingCity.Here, Version, Alarm, 1, AlarmTable.Files())
        {
            Name = "Ghat alarm",
            PublishedAt = Instant.FromUtc(2026, 6, 1, 0, 0),
            PublishedBy = new PersonId("iccc.one"),
        };
        await _city.Get<IProcedureStore>().PublishAsync([version], null, Cancellation);
        _city.Get<ProcedureCatalog>().Forget(WorkingCity.Here);
    }

    public async ValueTask DisposeAsync()
    {
        await _city.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Only_the_decisions_whose_answer_is_another_now_are_told_with_the_rules_of_both()
    {
        foreach (var level in new[] { 3L, 5L, 6L, 9L }) await ReportAsync(level);

        var report = (await AskAsync(AlarmTable.Table(high: ">= 7"))).Value();

        (report.Asked, report.WithoutInputs, report.IsCut).ShouldBe((4, 0, false));
        report.Flips.Select(flip => flip.Inputs["level"]).ShouldBe(
            [FeelValue.Of(5L), FeelValue.Of(6L)], ignoreOrder: true);
        var flip = report.Flips[0];
        flip.Before.ShouldBe(FeelValue.Of("red"));
        flip.RulesBefore.ShouldHaveSingleItem().Number.ShouldBe(2);
        flip.Now.Value.IsNull.ShouldBeTrue();
        flip.Now.MatchedRules.ShouldBeEmpty();
        flip.Now.Warnings.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_unchanged_table_decides_as_it_did()
    {
        await ReportAsync(3);

        var report = (await AskAsync(AlarmTable.Table())).Value();

        report.Asked.ShouldBe(1);
        report.Flips.ShouldBeEmpty();
    }

    [Fact]
    public async Task Not_more_are_asked_than_wanted_and_the_rest_is_said_to_be_there()
    {
        foreach (var level in new[] { 3L, 5L, 6L }) await ReportAsync(level);
        var looked = new Counted();

        var request = new ReplayRequest(Alarm, "alarm", AlarmTable.Table(), Count: 2);
        var report = (await Desk.ReplayAsync(Author, request, looked, Cancellation)).Value();

        (report.Asked, report.Operations, report.IsCut).ShouldBe((2, 2, true));
        looked.Value.ShouldBe(2);
    }

    [Fact]
    public async Task What_other_procedures_decided_is_not_asked()
    {
        await _city.StartAsync();

        (await AskAsync(AlarmTable.Table())).Value().Asked.ShouldBe(0);
    }

    [Fact]
    public async Task A_table_that_can_not_be_read_and_somebody_without_the_right_are_refused()
    {
        (await AskAsync("<no-dmn/>")).Reason().ShouldBeOfType<HasProblems>();
        (await Desk.ReplayAsync(
            WorkingCity.Operator, new ReplayRequest(Alarm, "alarm", AlarmTable.Table()), null, Cancellation))
            .Reason().ShouldBeOfType<NotAllowed>();
        (await Desk.ReplayAsync(
            Author, new ReplayRequest(Alarm, "alarm", AlarmTable.Table(), 5_000), null, Cancellation))
            .Reason().ShouldBeOfType<Invalid>();
    }

    private DecisionDesk Desk => new(
        new ProcedureDesk(_city.Get<IProcedureStore>(), TimeProvider.System),
        new ProcedureShelf(
            _city.Get<IProcedureStore>(), _city.Get<CitySnapshots>(),
            _city.Get<ProcedureCatalog>()),
        new DecisionChecks(),
        new DecisionReplay(
            _city.Get<IViewStore>(), _city.Get<CitySnapshots>(),
            _city.Get<ProcedureCatalog>()),
        _city.Get<IPlaybookStore>());

    private Task<Answer<ReplayReport>> AskAsync(string table) =>
        Desk.ReplayAsync(Author, new ReplayRequest(Alarm, "alarm", table), null, Cancellation);

    private Task<OperationId> ReportAsync(long level) => _city.StartAsync(
        WorkingCity.Flood($"Level {level}", starts: false) with
        {
            Version = Version,
            Variables = FeelContext.Of(("level", FeelValue.Of(level))),
        },
        $"level-{level}");

    private sealed class Counted : IProgress<int>
    {
        public int Value { get; private set; }

        public void Report(int value) => Value = value;
    }
}
