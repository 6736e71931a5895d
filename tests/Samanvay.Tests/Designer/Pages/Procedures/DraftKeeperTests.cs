using Samanvay.Designer.Pages.Procedures.Editing;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;
using Samanvay.Tests.Runtime.Cities;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Procedures;

public sealed class DraftKeeperTests : IDisposable
{
    private static readonly ProcedureId Drill = new("ghat-drill");
    private static readonly Asker Asha = Author("asha");
    private static readonly Asker Ravi = Author("ravi");

    private readonly CityDatabase _database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_drawing_is_saved_over_the_revision_that_it_was_begun_on()
    {
        var keeper = await OpenAsync(Asha);
        keeper.Touch();

        await keeper.SaveAsync(Drawing(keeper, "Warn the ghats"), null, Cancellation);

        keeper.Keeping.ShouldBe(Keeping.Saved);
        keeper.Draft.Revision.ShouldBe(2);
        (await StoredAsync()).ShouldContain("Warn the ghats");
    }

    [Fact]
    public async Task Two_people_in_one_procedure_never_lose_each_others_work()
    {
        var mine = await OpenAsync(Asha);
        var theirs = await OpenAsync(Ravi);
        await theirs.SaveAsync(Drawing(theirs, "Theirs"), null, Cancellation);

        await mine.SaveAsync(Drawing(mine, "Mine"), null, Cancellation);

        mine.Keeping.ShouldBe(Keeping.Conflict);
        (await StoredAsync()).ShouldContain("Theirs");
        var saves = (await _database.Procedures.SavesAsync(Asha, Drill, Cancellation)).Value();
        saves.ShouldContain(save => save.IsConflict && save.Files.Diagram!.Contains("Mine"));
    }

    [Fact]
    public async Task Whoever_decides_so_puts_their_work_over_the_other_which_stays_among_the_saves()
    {
        var mine = await OpenAsync(Asha);
        var theirs = await OpenAsync(Ravi);
        await theirs.SaveAsync(Drawing(theirs, "Theirs"), null, Cancellation);
        await mine.SaveAsync(Drawing(mine, "Mine"), null, Cancellation);

        await mine.TakeOverAsync(Drawing(mine, "Mine"), null, Cancellation);

        mine.Keeping.ShouldBe(Keeping.Saved);
        (await StoredAsync()).ShouldContain("Mine");
        var saves = (await _database.Procedures.SavesAsync(Asha, Drill, Cancellation)).Value();
        saves.ShouldContain(save => save.Files.Diagram!.Contains("Theirs"));
    }

    [Fact]
    public async Task What_is_in_review_is_not_changed_and_the_person_is_told_so()
    {
        var keeper = await OpenAsync(Asha);
        await _database.Reviews.RequestAsync(Asha, Drill, 1, Cancellation);

        await keeper.SaveAsync(Drawing(keeper, "Too late"), null, Cancellation);

        keeper.Keeping.ShouldBe(Keeping.Refused);
        keeper.Refusal!.Code.ShouldBe("wrong-state");
        (await StoredAsync()).ShouldNotContain("Too late");
    }

    private async Task<DraftKeeper> OpenAsync(Asker asker)
    {
        await _database.Procedures.CreateAsync(Asha, new NewProcedure(Drill, "Ghat drill"), Cancellation);
        var draft = (await _database.Procedures.OpenAsync(asker, Drill, Cancellation)).Value();
        return new DraftKeeper(_database.Procedures, asker, draft);
    }

    private static string Drawing(DraftKeeper keeper, string name) =>
        keeper.Draft.Files.Diagram!.Replace("Start by hand", name, StringComparison.Ordinal);

    private async Task<string> StoredAsync() =>
        (await _database.Procedures.OpenAsync(Asha, Drill, Cancellation)).Value().Files.Diagram!;

    private static Asker Author(string person) =>
        Asker.OfPerson(CityDatabase.Here, new PersonId(person), null, CityRole.Author);
}
