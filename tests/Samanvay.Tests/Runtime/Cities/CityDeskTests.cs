using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Cities;

public sealed class CityDeskTests : IDisposable
{
    private static readonly CityId Here = CityDatabase.Here;
    private static readonly AgencyId Police = new("police");

    private readonly CityDatabase _database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task What_is_saved_is_read_back_from_the_file()
    {
        await _database.SettleAsync();
        var role = new RoleId("police.control");
        CityEdit[] edits =
        [
            new SaveWard(new Ward(Here, new WardId("w1"), "Ghats", """{"type":"MultiPolygon","coordinates":[]}""")),
            new SaveDevice(new Device(Here, new DeviceId("g1"), "Gauge", "river.level", "m")
            {
                Ward = new WardId("w1"), Longitude = 77.2, Latitude = 28.6, Gateway = "gw",
            }),
            new SetRoleHolders(role, [new RoleHolder(Here, role, new PersonId("meera.das"), 2),
                new RoleHolder(Here, role, new PersonId("vikram.singh"), 1) { Hours = "Mon-Sat 08:00-16:00" }]),
            new SaveCalendar(new CityCalendar(Here, "office", "Office", "{}")),
        ];

        var saved = (await _database.Cities.EditAsync(CityDatabase.Administrator, edits, Cancellation)).Value();
        var stored = await _database.Store.LoadAsync(Here, Cancellation);

        stored!.Devices["g1"].ShouldBe(saved.Devices["g1"]);
        stored.Wards["w1"].ShouldBe(saved.Wards["w1"]);
        stored.Calendars["office"].ShouldBe(saved.Calendars["office"]);
        stored.Holders["police.control"].Select(holder => holder.Person.Value).ShouldBe(["vikram.singh", "meera.das"]);
        stored.Holders["police.control"][0].Hours.ShouldBe("Mon-Sat 08:00-16:00");
        stored.People["meera.das"].Roles.ShouldBe([CityRole.Supervisor, CityRole.AgencyMember], ignoreOrder: true);
        stored.City.Languages.ShouldBe(["en", "hi"]);
    }

    [Fact]
    public async Task One_wrong_edit_keeps_all_others_from_being_saved()
    {
        await _database.SettleAsync();
        CityEdit[] edits =
        [
            new SaveAgency(new Agency(Here, new AgencyId("water"), "Water")),
            new SaveRole(new Role(Here, new RoleId("fire.crew"), "Crew", new AgencyId("fire"))),
        ];

        var reason = (await _database.Cities.EditAsync(CityDatabase.Administrator, edits, Cancellation)).Reason();

        reason.ShouldBeOfType<Invalid>().Problems.ShouldHaveSingleItem().Field.ShouldBe("roles/fire.crew/agency");
        (await _database.Store.LoadAsync(Here, Cancellation))!.Agencies.ShouldNotContainKey("water");
    }

    [Fact]
    public async Task An_agency_that_people_belong_to_can_not_be_removed()
    {
        await _database.SettleAsync();

        var answer = await _database.Cities.EditAsync(CityDatabase.Administrator, [new RemoveAgency(Police)],
            Cancellation);

        answer.Reason().ShouldBeOfType<Invalid>();
    }

    [Fact]
    public async Task The_last_administrator_can_not_lock_everybody_out()
    {
        var setup = await _database.SettleAsync();
        var leaving = setup.People[CityDatabase.Admin.Value] with { Active = false };

        var answer = await _database.Cities.EditAsync(CityDatabase.Administrator, [new SavePerson(leaving)],
            Cancellation);

        answer.Reason().ShouldBeOfType<Invalid>().Problems.ShouldHaveSingleItem().Field.ShouldBe("people");
    }

    [Fact]
    public async Task An_edit_that_names_another_city_is_refused_and_changes_neither()
    {
        var elsewhere = new CityId("elsewhere");
        await _database.SettleAsync();
        await _database.SettleAsync(elsewhere);
        var intruder = new SaveAgency(new Agency(elsewhere, new AgencyId("spies"), "Spies"));

        var answer = await _database.Cities.EditAsync(CityDatabase.Administrator, [intruder], Cancellation);

        answer.Reason().Code.ShouldBe("not-allowed");
        (await _database.Store.LoadAsync(elsewhere, Cancellation))!.Agencies.ShouldNotContainKey("spies");
        (await _database.Store.LoadAsync(Here, Cancellation))!.Agencies.ShouldNotContainKey("spies");
    }

    [Fact]
    public async Task A_key_can_not_be_slipped_in_among_edits()
    {
        await _database.SettleAsync();
        var forged = new ApiKey(Here, new ApiKeyId("abc"), "Forged", "00", _database.Time.Now, CityDatabase.Admin);

        var answer = await _database.Cities.EditAsync(CityDatabase.Administrator, [new SaveKey(forged)], Cancellation);

        answer.Reason().ShouldBeOfType<NotAllowed>();
    }

    [Theory]
    [InlineData(CityRole.Author)]
    [InlineData(CityRole.Operator)]
    [InlineData(CityRole.Supervisor)]
    [InlineData(CityRole.AgencyMember)]
    [InlineData(CityRole.Auditor)]
    public async Task Nobody_but_an_administrator_edits_the_city(CityRole role)
    {
        await _database.SettleAsync();
        var asker = Asker.OfPerson(Here, new PersonId("meera.das"), Police, role);

        var answer = await _database.Cities.EditAsync(asker, [new RemoveRole(new RoleId("police.control"))],
            Cancellation);

        answer.Reason().ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task A_saved_edit_is_in_the_next_snapshot()
    {
        await _database.SettleAsync();
        var before = await _database.Snapshots.FindAsync(Here, Cancellation);
        var role = new RoleId("police.control");
        var holder = new RoleHolder(Here, role, new PersonId("vikram.singh"), 1);

        await _database.Cities.EditAsync(CityDatabase.Administrator, [new SetRoleHolders(role, [holder])],
            Cancellation);
        var after = await _database.Snapshots.FindAsync(Here, Cancellation);

        before!.PeopleOf(role.Value, _database.Time.Now).ShouldBeEmpty();
        after!.PeopleOf(role.Value, _database.Time.Now).ShouldBe([new PersonId("vikram.singh")]);
        (await _database.Snapshots.FindAsync(Here, Cancellation)).ShouldBeSameAs(after);
    }

    [Fact]
    public async Task The_set_up_list_says_what_is_missing()
    {
        await _database.SettleAsync();

        var steps = (await _database.Cities.StepsAsync(CityDatabase.Administrator, Cancellation)).Value();

        steps.Where(step => step.IsDone).Select(step => step.Key)
            .ShouldBe(["general", "agencies", "roles", "people"]);
        steps.Single(step => step.Key == "role-holders").Open.ShouldBe(1);
    }
}
