using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;
using Samanvay.Tests.Runtime.Cities;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Procedures;

public sealed class ProcedureDeskTests : IDisposable
{
    private static readonly ProcedureId Drill = new("ghat-drill");
    private static readonly Asker Author = Person("author", CityRole.Author);
    private static readonly Asker Colleague = Person("colleague", CityRole.Author);

    private readonly CityDatabase _database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_new_procedure_can_be_opened_and_has_no_errors_from_the_start()
    {
        await _database.SettleAsync();
        await CreateAsync();

        var draft = (await _database.Procedures.OpenAsync(Colleague, Drill, Cancellation)).Value();

        var problems = ProcedureDesk.Check(Colleague, draft.Files).Value();
        problems.ShouldNotContain(problem => problem.Severity == Severity.Error);
        draft.Revision.ShouldBe(1);
        draft.Files.Diagram!.ShouldContain("Practise &lt;closing&gt; ghats");
    }

    [Fact]
    public async Task Of_two_saves_on_one_revision_the_later_is_kept_aside_and_nothing_is_lost()
    {
        await _database.SettleAsync();
        await CreateAsync();

        var first = await _database.Procedures.SaveAsync(Author, Change(1, "first"), Cancellation);
        var second = await _database.Procedures.SaveAsync(Colleague, Change(1, "second"), Cancellation);

        first.Value().Revision.ShouldBe(2);
        second.Reason().ShouldBeOfType<Conflict>();
        var stored = (await _database.Procedures.OpenAsync(Author, Drill, Cancellation)).Value();
        stored.Files.Texts["text/en.json"].ShouldBe("first");
        var saves = (await _database.Procedures.SavesAsync(Author, Drill, Cancellation)).Value();
        saves.Single(save => save.IsConflict).Files.Texts["text/en.json"].ShouldBe("second");
        saves.Single(save => save.IsConflict).By.ShouldBe(Colleague.Person!.Value);
    }

    [Fact]
    public async Task Many_saves_at_once_each_end_as_a_revision_or_as_a_kept_conflict()
    {
        await _database.SettleAsync();
        await CreateAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
            _database.Procedures.SaveAsync(Author, Change(1, $"{number}"), Cancellation))));

        answers.OfType<Granted<ProcedureDraft>>().Count().ShouldBe(1);
        var saves = (await _database.Procedures.SavesAsync(Author, Drill, Cancellation)).Value();
        saves.Where(save => save.Revision != 1 || save.IsConflict)
            .Select(save => save.Files.Texts["text/en.json"]).Order()
            .ShouldBe(Enumerable.Range(0, 8).Select(number => $"{number}"));
    }

    [Fact]
    public async Task Earlier_saves_are_kept_up_to_a_number_and_conflicts_beyond_it()
    {
        await _database.SettleAsync();
        await CreateAsync();
        await _database.Procedures.SaveAsync(Author, Change(1, "base"), Cancellation);
        await _database.Procedures.SaveAsync(Colleague, Change(1, "late"), Cancellation);

        for (var revision = 2; revision < 60; revision++)
        {
            _database.Time.Now += NodaTime.Duration.FromSeconds(1);
            await _database.Procedures.SaveAsync(Author, Change(revision, $"{revision}"), Cancellation);
        }

        var saves = (await _database.Procedures.SavesAsync(Author, Drill, Cancellation)).Value();
        saves.Count(save => !save.IsConflict).ShouldBe(50);
        saves.Count(save => save.IsConflict).ShouldBe(1);
        saves[0].Revision.ShouldBe(60);
    }

    [Fact]
    public async Task What_was_saved_first_is_among_the_saves_after_somebody_put_their_work_over_it()
    {
        await _database.SettleAsync();
        await CreateAsync();

        await _database.Procedures.SaveAsync(Colleague, Change(1, "second"), Cancellation);

        var saves = (await _database.Procedures.SavesAsync(Author, Drill, Cancellation)).Value();
        saves.Select(save => save.Revision).ShouldBe([2, 1], ignoreOrder: true);
    }

    [Fact]
    public async Task An_earlier_save_becomes_the_draft_again_and_the_later_one_stays_among_the_saves()
    {
        await _database.SettleAsync();
        await CreateAsync();
        await _database.Procedures.SaveAsync(Author, Change(1, "unwanted"), Cancellation);
        var saves = (await _database.Procedures.SavesAsync(Author, Drill, Cancellation)).Value();
        var first = saves.Single(save => save.Revision == 1);

        var draft = (await _database.Procedures.RestoreAsync(
            Author, Drill, new FromSave(first.Id), Cancellation)).Value();

        draft.Revision.ShouldBe(3);
        draft.Files.Texts.ContainsKey("text/en.json").ShouldBeFalse();
        (await _database.Procedures.SavesAsync(Author, Drill, Cancellation)).Value()
            .ShouldContain(save => save.Revision == 2);
    }

    [Fact]
    public async Task A_version_that_never_was_can_not_be_gone_on_from()
    {
        await _database.SettleAsync();
        await CreateAsync();

        var answer = await _database.Procedures.RestoreAsync(Author, Drill, new FromVersion(7), Cancellation);

        answer.Reason().ShouldBeOfType<NotFound>();
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("procedures/second.bpmn")]
    [InlineData("notes.txt")]
    public async Task A_file_that_does_not_belong_to_a_procedure_is_refused(string path)
    {
        await _database.SettleAsync();
        await CreateAsync();
        var change = new DraftChange(Drill, 1, new Dictionary<string, string?> { [path] = "x" });

        var answer = await _database.Procedures.SaveAsync(Author, change, Cancellation);

        answer.Reason().ShouldBeOfType<Invalid>();
    }

    [Fact]
    public async Task A_draft_of_another_city_does_not_exist_here()
    {
        await _database.SettleAsync();
        await CreateAsync();
        var stranger = Author with { City = new CityId("elsewhere") };

        (await _database.Procedures.OpenAsync(stranger, Drill, Cancellation)).Reason().ShouldBeOfType<NotFound>();
        (await _database.Procedures.SaveAsync(stranger, Change(1, "x"), Cancellation)).Reason()
            .ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task Only_an_author_saves()
    {
        await _database.SettleAsync();
        await CreateAsync();

        var answer = await _database.Procedures.SaveAsync(Person("x", CityRole.Approver), Change(1, "x"), Cancellation);

        answer.Reason().ShouldBeOfType<NotAllowed>();
    }

    private static DraftChange Change(long basedOn, string text) =>
        new(Drill, basedOn, new Dictionary<string, string?> { ["text/en.json"] = text });

    private static Asker Person(string id, params CityRole[] roles) =>
        Asker.OfPerson(CityDatabase.Here, new PersonId(id), new AgencyId("city"), roles);

    private async Task CreateAsync() =>
        (await _database.Procedures.CreateAsync(Author, new(Drill, "Practise <closing> ghats"), Cancellation)).Value();
}
