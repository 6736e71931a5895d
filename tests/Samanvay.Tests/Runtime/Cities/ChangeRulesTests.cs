using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Cities.Files;
using Samanvay.Runtime.Feeds;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Cities;

public sealed class ChangeRulesTests : IDisposable
{
    private readonly CityDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("frobs", false)]
    [InlineData("m^3", false)]
    [InlineData("m", true)]
    [InlineData("L/min", true)]
    [InlineData("1", true)]
    public async Task A_device_needs_a_unit_that_readings_can_be_converted_to(string unit, bool isRight)
    {
        var setup = await _database.SettleAsync();
        var edit = new SaveDevice(Device(unit));

        var answer = await _database.Cities.EditAsync(CityDatabase.Administrator, [edit], default);
        var preview = CityFile.Read(CityFileKind.Devices, $"id,name,signal,unit\ng2,G,river.level,{unit}\n", setup);

        if (isRight)
        {
            answer.Value().Devices["g1"].Unit.ShouldBe(unit);
            preview.Problems.ShouldBeEmpty();
        }
        else
        {
            var problem = answer.Reason().ShouldBeOfType<Invalid>().Problems.ShouldHaveSingleItem();
            (problem.Field, problem.Message.StartsWith(unit, StringComparison.Ordinal))
                .ShouldBe(("devices/g1/unit", true));
            var line = preview.Problems.ShouldHaveSingleItem();
            (line.Line, line.Column).ShouldBe((2, "unit"));
        }
    }

    [Fact]
    public async Task What_was_stored_before_there_was_the_rule_hinders_no_other_change()
    {
        await _database.SettleAsync();
        await _database.Store.SaveAsync(CityDatabase.Here, [new SaveDevice(Device("frobs"))], default);
        var ward = new SaveWard(new Ward(CityDatabase.Here, new WardId("w1"), "Ghats", "{}"));

        var answer = await _database.Cities.EditAsync(CityDatabase.Administrator, [ward], default);

        answer.Value().Wards.ShouldContainKey("w1");
    }

    [Theory]
    [InlineData("rows", "{device: row.at}", "rows", "message")]
    [InlineData(null, "{device: rows.at}", "observation", "row,")]
    [InlineData("message.readings[depth > 2]", "{device: row.at, property: message.kind}", null, null)]
    public async Task A_mapping_that_names_what_is_not_there_is_not_saved(
        string? rows, string observation, string? field, string? known)
    {
        await _database.SettleAsync();
        var feed = new Feed(CityDatabase.Here, "levels", "Levels", FeedFormat.Mapped)
        {
            Mapping = new FeedMapping(rows, observation, null, null),
        };

        var answer = await _database.Cities.EditAsync(CityDatabase.Administrator, [new SaveFeed(feed)], default);

        if (field is null)
        {
            answer.Value().Feeds.ShouldContainKey("levels");
            return;
        }

        var problem = answer.Reason().ShouldBeOfType<Invalid>().Problems.ShouldHaveSingleItem();
        problem.Field.ShouldBe($"feeds/levels/{field}");
        problem.Message.ShouldContain("nothing called rows");
        problem.Message.ShouldContain(known!);
    }

    private static Device Device(string unit) =>
        new(CityDatabase.Here, new DeviceId("g1"), "Gauge", "river.level", unit);
}
