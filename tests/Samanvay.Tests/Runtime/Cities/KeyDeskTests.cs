using Microsoft.EntityFrameworkCore;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Cities;

public sealed class KeyDeskTests : IDisposable
{
    private static readonly CityId Here = CityDatabase.Here;
    private static readonly KeyRequest ForGateway = new("River gateway", null, "gw");

    private readonly CityDatabase _database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_key_opens_its_own_city_and_only_as_long_as_it_is_not_revoked()
    {
        await SettleAsync();
        var issued = (await _database.Keys.IssueAsync(CityDatabase.Administrator, ForGateway, Cancellation)).Value();

        var asker = await _database.Keys.OpenAsync(issued.Text, Cancellation);
        await _database.Keys.RevokeAsync(CityDatabase.Administrator, issued.Key.Id, Cancellation);

        asker.ShouldBe(Asker.OfKey(Here, issued.Key.Id));
        (await _database.Keys.OpenAsync(issued.Text, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task The_text_of_a_key_is_nowhere_in_the_database()
    {
        await SettleAsync();
        var issued = (await _database.Keys.IssueAsync(CityDatabase.Administrator, ForGateway, Cancellation)).Value();
        var secret = issued.Text[(issued.Text.LastIndexOf(issued.Key.Id.Value, StringComparison.Ordinal) + 13)..];

        await using var context = _database.CreateDbContext();
        var row = await context.Set<ApiKey>().SingleAsync(Cancellation);

        $"{row}".ShouldNotContain(secret);
        row.Hash.ShouldBe(KeyText.Hash(issued.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("smv_")]
    [InlineData("smv_0123456789ab_0000000000000000000000000000000000000000000")]
    [InlineData("Bearer something that is no key at all, and is rather long")]
    public async Task A_text_that_is_no_key_opens_nothing(string text)
    {
        await SettleAsync();

        (await _database.Keys.OpenAsync(text, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task The_public_part_with_another_secret_opens_nothing()
    {
        await SettleAsync();
        var issued = (await _database.Keys.IssueAsync(CityDatabase.Administrator, ForGateway, Cancellation)).Value();
        var changed = issued.Text[..^1] + (issued.Text[^1] == 'A' ? 'B' : 'A');

        (await _database.Keys.OpenAsync(changed, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_reaches_the_devices_behind_its_gateway_and_no_other()
    {
        await SettleAsync();
        var behind = new Device(Here, new DeviceId("g1"), "Gauge", "river.level", "m") { Gateway = "gw" };
        var beside = new Device(Here, new DeviceId("g2"), "Gauge", "river.level", "m") { Gateway = "other" };
        CityEdit[] edits = [new SaveDevice(behind), new SaveDevice(beside)];
        await _database.Cities.EditAsync(CityDatabase.Administrator, edits, Cancellation);
        var key = (await _database.Keys.IssueAsync(CityDatabase.Administrator, ForGateway, Cancellation)).Value().Key;

        var snapshot = await _database.Snapshots.FindAsync(Here, Cancellation);

        snapshot!.Reaches(key.Id, behind.Id).ShouldBeTrue();
        snapshot.Reaches(key.Id, beside.Id).ShouldBeFalse();
    }

    [Fact]
    public async Task An_administrator_of_another_city_can_not_revoke_it()
    {
        await SettleAsync();
        var issued = (await _database.Keys.IssueAsync(CityDatabase.Administrator, ForGateway, Cancellation)).Value();
        var stranger = Asker.OfPerson(new CityId("elsewhere"), CityDatabase.Admin, null, CityRole.Administrator);

        var answer = await _database.Keys.RevokeAsync(stranger, issued.Key.Id, Cancellation);

        answer.Reason().ShouldBeOfType<NotFound>();
        (await _database.Keys.OpenAsync(issued.Text, Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_key_is_for_a_device_or_for_a_gateway_of_the_city_and_not_for_both_or_neither()
    {
        await SettleAsync();

        foreach (var request in new[] { new KeyRequest("Both", new DeviceId("g1"), "gw"),
            new KeyRequest("None", null, null), new KeyRequest("Unknown", null, "no-device-names-it") })
        {
            var answer = await _database.Keys.IssueAsync(CityDatabase.Administrator, request, Cancellation);
            answer.Reason().ShouldBeOfType<Invalid>();
        }
    }

    private async Task SettleAsync()
    {
        await _database.SettleAsync();
        var device = new Device(Here, new DeviceId("g1"), "Gauge", "river.level", "m") { Gateway = "gw" };
        await _database.Store.SaveAsync(Here, [new SaveDevice(device)], Cancellation);
    }
}
