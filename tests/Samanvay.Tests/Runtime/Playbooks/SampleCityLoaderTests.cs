using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Playbooks;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Runtime.Procedures;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Playbooks;

public sealed class SampleCityLoaderTests : IDisposable
{
    private readonly CityDatabase _database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task The_sample_city_is_loaded_once_with_its_playbooks_in_force()
    {
        var loader = new SampleCityLoader(
            new SampleCityDesks(_database.Store, _database.Playbooks, _database.Publishing),
            new TemplateFolder(Path.Combine(RiverFlood.Root(), "templates")));
        var folder = Path.Combine(RiverFlood.Root(), "samples", "city");

        var city = await loader.LoadAsync(folder, Cancellation);
        await loader.LoadAsync(folder, Cancellation);

        var snapshot = (await _database.Snapshots.FindAsync(city, Cancellation))!;
        snapshot.City.Mode.ShouldBe(CityMode.Sample);
        snapshot.PeopleOf("police.control", _database.Time.Now).ShouldNotBeEmpty();
        snapshot.Calendars.Knows("ulb-office").ShouldBeTrue();
        snapshot.Directory.Heads["police"].Holders.ShouldNotBeEmpty();
        snapshot.Setup.People.Values.Select(person => person.Roles).SelectMany(roles => roles).Distinct()
            .ShouldBe(Enum.GetValues<CityRole>(), ignoreOrder: true);
        var plan = await _database.Catalog.FindAsync(city, "river-level/raised/low", Cancellation);
        plan!.Starts.ShouldHaveSingleItem();
    }
}
