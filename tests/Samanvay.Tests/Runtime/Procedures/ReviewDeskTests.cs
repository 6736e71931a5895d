using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Review;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Runtime.Procedures.Decisions;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Procedures;

public sealed class ReviewDeskTests : IDisposable
{
    private static readonly ProcedureId Drill = new("ghat-drill");
    private static readonly Asker Author = Person("author", CityRole.Author);
    private static readonly Asker Approver = Person("approver", CityRole.Approver);

    private readonly CityDatabase _database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_procedure_goes_from_draft_to_review_to_approval_to_a_published_version()
    {
        await CreateAsync();
        await _database.Reviews.RequestAsync(Author, Drill, 1, Cancellation);
        await _database.Reviews.ApproveAsync(Approver, Drill, new Verdict(2, "Good."), Cancellation);

        var version = (await _database.Reviews.PublishAsync(Approver, Drill, 3, Cancellation)).Value();

        version.Number.ShouldBe(1);
        version.ApprovedBy.ShouldBe(Approver.Person);
        version.Id.Value.ShouldBe(version.Files.Hash());
        (await _database.ProcedureStore.FindDraftAsync(CityDatabase.Here, Drill, Cancellation)).ShouldBeNull();
        var context = await _database.Catalog.GetAsync(CityDatabase.Here, Cancellation);
        context.Find(version.Id)!.ProcessId.ShouldBe("ghat-drill");
    }

    [Fact]
    public async Task A_word_to_the_reviewers_is_kept_among_the_comments()
    {
        await CreateAsync();

        await _database.Reviews.RequestAsync(Author, Drill, new ReviewRequest(1, "Look at the ghats."), Cancellation);

        var comments = (await _database.Reviews.CommentsAsync(Approver, Drill, Cancellation)).Value();
        comments.ShouldHaveSingleItem().Text.ShouldBe("Look at the ghats.");
    }

    [Fact]
    public async Task An_older_version_becomes_the_draft_and_what_is_published_stays_as_it_is()
    {
        await CreateAsync();
        await _database.Reviews.RequestAsync(Author, Drill, 1, Cancellation);
        await _database.Reviews.ApproveAsync(Approver, Drill, new Verdict(2, null), Cancellation);
        var version = (await _database.Reviews.PublishAsync(Approver, Drill, 3, Cancellation)).Value();

        var draft = (await _database.Procedures.RestoreAsync(
            Author, Drill, new FromVersion(1), Cancellation)).Value();

        draft.Files.Hash().ShouldBe(version.Files.Hash());
        draft.Revision.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_approves_their_own_work_even_when_another_saved_last()
    {
        await CreateAsync();
        var both = Person("author", CityRole.Author, CityRole.Approver);
        var helper = Person("helper", CityRole.Author, CityRole.Approver);
        await _database.Procedures.SaveAsync(helper, Texts(1, "{}"), Cancellation);
        await _database.Procedures.SaveAsync(helper, Texts(2, null), Cancellation);
        (await _database.Reviews.RequestAsync(Author, Drill, 3, Cancellation)).Value();

        foreach (var own in new[] { both, helper })
        {
            var answer = await _database.Reviews.ApproveAsync(own, Drill, new Verdict(4, null), Cancellation);
            answer.Reason().Code.ShouldBe("needs-another-person");
        }

        (await _database.Reviews.ApproveAsync(Approver, Drill, new Verdict(4, null), Cancellation)).Value();
    }

    [Fact]
    public async Task What_is_not_approved_is_not_published()
    {
        await CreateAsync();

        (await _database.Reviews.PublishAsync(Approver, Drill, 1, Cancellation)).Reason().ShouldBeOfType<WrongState>();
        await _database.Reviews.RequestAsync(Author, Drill, 1, Cancellation);
        (await _database.Reviews.PublishAsync(Approver, Drill, 2, Cancellation)).Reason().ShouldBeOfType<WrongState>();
    }

    [Fact]
    public async Task A_reviewer_who_has_read_an_older_revision_approves_nothing()
    {
        await CreateAsync();
        await _database.Reviews.RequestAsync(Author, Drill, 1, Cancellation);
        await _database.Reviews.WithdrawAsync(Author, Drill, 2, Cancellation);
        await _database.Procedures.SaveAsync(Author, Texts(3, """{"language": "en", "texts": {}}"""), Cancellation);
        await _database.Reviews.RequestAsync(Author, Drill, 4, Cancellation);

        (await _database.Reviews.ApproveAsync(Approver, Drill, new Verdict(2, null), Cancellation))
            .Reason().ShouldBeOfType<Conflict>();
    }

    [Fact]
    public async Task What_is_in_review_can_not_be_changed_under_the_reviewers_eyes()
    {
        await CreateAsync();
        await _database.Reviews.RequestAsync(Author, Drill, 1, Cancellation);

        var answer = await _database.Procedures.SaveAsync(Author, Texts(2, "{}"), Cancellation);

        answer.Reason().ShouldBeOfType<WrongState>();
    }

    [Fact]
    public async Task A_procedure_with_errors_does_not_reach_review_and_the_errors_are_named()
    {
        await CreateAsync();
        await _database.Procedures.SaveAsync(Author, Texts(1, "not json"), Cancellation);

        var reason = (await _database.Reviews.RequestAsync(Author, Drill, 2, Cancellation)).Reason();

        reason.ShouldBeOfType<HasProblems>().Problems.ShouldContain(problem => problem.Code == "TEXT001");
    }

    [Fact]
    public async Task A_decision_whose_test_row_fails_does_not_reach_review_and_the_row_is_named()
    {
        await CreateAsync();
        var failing = AlarmTable.Table(expected: "\"green\"");
        var change = new DraftChange(
            Drill, 1, new Dictionary<string, string?>(StringComparer.Ordinal) { [AlarmTable.Path] = failing });
        await _database.Procedures.SaveAsync(Author, change, Cancellation);

        var reason = (await _database.Reviews.RequestAsync(Author, Drill, 2, Cancellation)).Reason();
        var shown = (await _database.Reviews.CheckAsync(
            Author, AlarmTable.Files(failing), Cancellation)).Value();

        reason.ShouldBeOfType<HasProblems>().Problems.ShouldContain(
            problem => problem.Code == "DMN221" && problem.Message.Contains("High water"));
        shown.ShouldContain(problem => problem.Code == "DMN221");
    }

    [Fact]
    public async Task A_role_that_the_city_does_not_have_keeps_a_procedure_from_being_published()
    {
        await PublishRiverAsync(bindRoles: false);

        var reason = (await _database.Reviews.PublishAsync(Approver, new("river-flood"), 4, Cancellation)).Reason();

        reason.ShouldBeOfType<HasProblems>().Problems.ShouldContain(problem =>
            problem.Code == "ROLE001" && problem.Message.Contains("fire.control"));
    }

    [Fact]
    public async Task What_the_city_lacks_is_said_before_publishing_at_each_element_that_needs_it()
    {
        await _database.SettleAsync();
        var diagram = RiverFlood.Files.Diagram!.Replace("notify.in-app", "fax.send", StringComparison.Ordinal);
        var files = RiverFlood.Files.With(RiverFlood.Files.DiagramPath!, diagram);

        var problems = (await _database.Reviews.CheckAsync(Author, files, Cancellation)).Value();

        problems.ShouldAllBe(problem => problem.Severity != Samanvay.Feel.Severity.Error);
        var roles = problems.Where(problem => problem.Code == "ROLE001").ToList();
        roles.Select(problem => problem.Location.ElementId).Distinct().Count().ShouldBeGreaterThan(5);
        roles.ShouldAllBe(problem => diagram.Contains($"id=\"{problem.Location.ElementId}\""));
        problems.ShouldContain(problem => problem.Code == "PLAY005" && problem.Message.Contains("fax.send")
            && diagram.Contains($"id=\"{problem.Location.ElementId}\""));
    }

    [Fact]
    public async Task A_rule_that_no_event_waits_for_is_told_before_publishing()
    {
        await _database.SettleAsync();
        var river = RiverFlood.Files.Texts["situations/river-level.json"];
        var rain = river.Replace("\"river-level\"", "\"rain-heavy\"", StringComparison.Ordinal);
        var files = RiverFlood.Files.With("situations/rain-heavy.json", rain);

        var problems = (await _database.Reviews.CheckAsync(Author, files, Cancellation)).Value();
        var before = (await _database.Reviews.CheckAsync(Author, RiverFlood.Files, Cancellation)).Value();

        var told = problems.Where(problem => problem.Code == "SIT013").ShouldHaveSingleItem();
        told.Severity.ShouldBe(Samanvay.Feel.Severity.Warning);
        told.Location.File.ShouldBe("situations/rain-heavy.json");
        told.Said.Template.ShouldStartWith("Nothing waits for the rule “{0}”");
        before.ShouldNotContain(problem => problem.Code == "SIT013" || problem.Code == "SIT014");
    }

    [Fact]
    public async Task A_rule_that_only_another_procedure_in_force_waits_for_is_not_waited_for_in_vain()
    {
        await PublishRiverAsync(bindRoles: true);
        (await _database.Reviews.PublishAsync(Approver, new("river-flood"), 4, Cancellation)).Value();
        var files = AlarmTable.Files().With(
            "situations/level.json",
            """
            {"id": "river-level", "signal": "river.level", "unit": "m", "key": "gauge", "period": "PT10M",
             "levels": [{"name": "low", "at": 3, "severity": 4}]}
            """);

        var problems = (await _database.Reviews.CheckAsync(Author, files, Cancellation)).Value();

        problems.ShouldNotContain(problem => problem.Code == "SIT013" || problem.Code == "SIT014");
    }

    [Fact]
    public async Task A_published_situation_starts_its_procedure_and_a_retired_one_starts_nothing_more()
    {
        await PublishRiverAsync(bindRoles: true);
        var version = (await _database.Reviews.PublishAsync(Approver, new("river-flood"), 4, Cancellation)).Value();

        var plan = await _database.Catalog.FindAsync(CityDatabase.Here, "river-level/raised/low", Cancellation);
        await _database.Reviews.RetireAsync(Approver, new("river-flood"), Cancellation);
        var after = await _database.Catalog.FindAsync(CityDatabase.Here, "river-level/raised/low", Cancellation);

        plan!.Starts.ShouldBe([version.Id]);
        plan.Kind.ShouldBe("river-flood");
        after.ShouldBeNull();
        var context = await _database.Catalog.GetAsync(CityDatabase.Here, Cancellation);
        context.Find(version.Id).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_new_version_takes_the_place_of_the_old_which_stays_for_what_runs_on_it()
    {
        await CreateAsync();
        var first = await PublishAsync(1);
        var texts = Texts(0, """{"language": "en", "texts": {"title": "Drill"}}""");
        await _database.Procedures.SaveAsync(Author, texts, Cancellation);

        var second = await PublishAsync(1);

        second.Number.ShouldBe(2);
        second.Id.ShouldNotBe(first.Id);
        var procedures = await _database.Catalog.OfAsync(CityDatabase.Here, Cancellation);
        procedures.InForce.ShouldHaveSingleItem().Version.Id.ShouldBe(second.Id);
        procedures.Runnable.Keys.ShouldBe([first.Id.Value, second.Id.Value], ignoreOrder: true);
    }

    [Fact]
    public async Task The_list_tells_what_is_in_force_and_what_is_worked_on()
    {
        await CreateAsync();
        var drawn = (await _database.Procedures.ListAsync(Author, Cancellation)).Value().ShouldHaveSingleItem();
        var version = await PublishAsync(1);
        var published = (await _database.Procedures.ListAsync(Author, Cancellation)).Value().ShouldHaveSingleItem();
        await _database.Reviews.RetireAsync(Approver, Drill, Cancellation);
        var retired = (await _database.Procedures.ListAsync(Author, Cancellation)).Value().ShouldHaveSingleItem();

        (drawn.Draft, drawn.Version).ShouldBe((DraftState.Draft, null));
        (published.Draft, published.Version).ShouldBe((null, version.Id));
        (retired.IsRetired, retired.Version).ShouldBe((true, null));
    }

    [Fact]
    public async Task A_comment_keeps_its_place_and_the_revision_that_was_read()
    {
        await CreateAsync();

        await _database.Reviews.CommentAsync(Approver, new NewComment(Drill, "end", " Who tells the ward? "),
            Cancellation);
        var comment = (await _database.Reviews.CommentsAsync(Author, Drill, Cancellation)).Value()
            .ShouldHaveSingleItem();

        (comment.ElementId, comment.Text, comment.Revision).ShouldBe(("end", "Who tells the ward?", 1));
    }

    private static DraftChange Texts(long basedOn, string? text) =>
        new(Drill, basedOn, new Dictionary<string, string?> { ["text/en.json"] = text });

    private static Asker Person(string id, params CityRole[] roles) =>
        Asker.OfPerson(CityDatabase.Here, new PersonId(id), new AgencyId("city"), roles);

    private async Task CreateAsync()
    {
        await _database.SettleAsync();
        (await _database.Procedures.CreateAsync(Author, new(Drill, "Drill"), Cancellation)).Value();
    }

    private async Task<ProcedureVersion> PublishAsync(long revision)
    {
        (await _database.Reviews.RequestAsync(Author, Drill, revision, Cancellation)).Value();
        (await _database.Reviews.ApproveAsync(Approver, Drill, new Verdict(revision + 1, null), Cancellation)).Value();
        return (await _database.Reviews.PublishAsync(Approver, Drill, revision + 2, Cancellation)).Value();
    }

    private async Task PublishRiverAsync(bool bindRoles)
    {
        await _database.SettleAsync();
        var river = new ProcedureId("river-flood");
        if (bindRoles)
        {
            var names = Samanvay.Runtime.Procedures.Building.ProcedureBuilder
                .Build(RiverFlood.Files, ParameterValues.None, new ProcedureVersionId("v")).Roles;
            await _database.Store.SaveAsync(CityDatabase.Here, [.. names.Select(name => new SaveBinding(
                new Binding(CityDatabase.Here, BindingKind.Role, name, ["police.control"])))], Cancellation);
        }

        await _database.Procedures.CreateAsync(Author, new(river, "River flood", RiverFlood.Files.Diagram),
            Cancellation);
        var files = RiverFlood.Files.Texts.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        (await _database.Procedures.SaveAsync(Author, new(river, 1, files), Cancellation)).Value();
        (await _database.Reviews.RequestAsync(Author, river, 2, Cancellation)).Value();
        (await _database.Reviews.ApproveAsync(Approver, river, new Verdict(3, null), Cancellation)).Value();
    }
}
