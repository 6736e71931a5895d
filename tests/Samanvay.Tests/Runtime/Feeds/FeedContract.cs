using System.Text;
using System.Text.Json;
using NodaTime;
using Samanvay.Adapters;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Storage;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Feeds;

/// <summary>What becomes of messages of feeds, on each database.</summary>
public abstract class FeedContract
{
    private static readonly Asker Administrator = Asker.OfPerson(
        WholeCity.City, new PersonId("asha.kulkarni"), null, CityRole.Administrator);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal abstract DatabaseChoice Database { get; }

    [Fact]
    public async Task A_days_air_quality_messages_are_stored_once_and_their_152_repetitions_ignored()
    {
        var messages = JsonDocument.Parse(await File.ReadAllTextAsync(
            SharedFolder.Require("data", "iudx_pune_aqm", "puneAQM_2022.json"), Cancellation)).RootElement
            .EnumerateArray().Select(message => message.GetRawText()).ToList();
        await using var city = await FeedCity.OpenAsync(Database, Instant.FromUtc(2022, 1, 1, 18, 20));
        var observations = messages.SelectMany(text => Observations(text, city.Now)).ToList();
        await city.SaveAsync(new Feed(WholeCity.City, "air", "Air quality", FeedFormat.Iudx)
        {
            Bindings = await city.DevicesForAsync(observations),
        });

        var answers = new List<FeedAnswered>();
        foreach (var chunk in messages.Chunk(100)) answers.AddRange(await city.SendAsync("air", chunk));

        answers.Count.ShouldBe(1573);
        answers.Count(answer => answer.Lines.All(line => line.Outcome == FeedOutcome.Duplicate)).ShouldBe(152);
        answers.Count(answer => answer.Lines.All(line => line.Outcome == FeedOutcome.Taken)).ShouldBe(1421);
        (await city.StoredAsync()).ShouldBe(observations.DistinctBy(one => one.Key).Count());
    }

    [Fact]
    public async Task What_nobody_has_bound_is_refused_and_remembered_and_runs_again_once_it_is_bound()
    {
        await using var city = await FeedCity.OpenAsync(Database);
        await city.SaveAsync(Levels);
        var text = Level("gauge-east", 2.5m);

        var first = await city.SendAsync("levels", text);
        var view = (await city.Desk.RefusedAsync(Administrator, "levels", Cancellation)).Value();
        var name = view.Names.ShouldHaveSingleItem();
        await city.SaveAsync(Levels with
        {
            Bindings = [new FeedBinding(name.Device, name.Property, new DeviceId("gauge-1"))],
        });
        var again = (await city.Desk.RerunAsync(
            Administrator, "levels", view.Messages.Single().Id, Cancellation)).Value();

        first.Lines.ShouldHaveSingleItem().Problem!.Code.ShouldBe(SignalRefusals.UnknownDevice);
        (name.Device, name.Property, name.Unit, name.LastValue, name.Sender)
            .ShouldBe(("gauge-east", "level", "m", 2.5m, "gateway:levels"));
        (again.Taken, again.Refused).ShouldBe((1, 0));
        (await city.StoredAsync()).ShouldBe(1);
        var after = (await city.Desk.RefusedAsync(Administrator, "levels", Cancellation)).Value();
        (after.Messages.Length, after.Names.Length).ShouldBe((0, 0));
        (await city.SendAsync("levels", text)).Lines.Single().Outcome.ShouldBe(FeedOutcome.Duplicate);
    }

    [Fact]
    public async Task A_message_that_two_people_run_again_at_once_is_stored_once()
    {
        await using var city = await FeedCity.OpenAsync(Database);
        await city.SaveAsync(Levels);
        await city.SendAsync("levels", Level("gauge-east", 2.5m));
        var id = (await city.Desk.RefusedAsync(Administrator, null, Cancellation)).Value().Messages.Single().Id;
        await city.SaveAsync(Levels with
        {
            Bindings = [new FeedBinding("gauge-east", "level", new DeviceId("gauge-1"))],
        });

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ =>
            city.Desk.RerunAsync(Administrator, "levels", id, Cancellation)));

        (await city.StoredAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_left_out_on_purpose_is_neither_stored_nor_refused()
    {
        await using var city = await FeedCity.OpenAsync(Database);
        await city.SaveAsync(Levels with { Bindings = [new FeedBinding("gauge-east", "level", null)] });

        var known = await city.SendAsync("levels", Level("gauge-east", 2.5m));
        await city.SaveAsync(Levels with { LeavesOutUnbound = true });
        var unknown = await city.SendAsync("levels", Level("gauge-west", 2.5m));

        known.Lines.Single().Outcome.ShouldBe(FeedOutcome.LeftOut);
        unknown.Lines.Single().Outcome.ShouldBe(FeedOutcome.LeftOut);
        (await city.Desk.RefusedAsync(Administrator, null, Cancellation)).Value().Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_comes_again_is_recognised_for_as_long_as_its_feed_says_and_too_old_after_that()
    {
        await using var city = await FeedCity.OpenAsync(Database);
        await city.SaveAsync(Levels with
        {
            DuplicateHours = 2, Bindings = [new FeedBinding("gauge-east", "level", new DeviceId("gauge-1"))],
        });
        var outcomes = new List<(FeedOutcome, string?)>();
        foreach (var wait in (int[])[0, 90, 60])
        {
            city.City.Host.Advance(Duration.FromMinutes(wait));
            var line = (await city.SendAsync("levels", Level("gauge-east", 2.5m))).Lines.Single();
            outcomes.Add((line.Outcome, line.Problem?.Code));
        }

        outcomes.ShouldBe([(FeedOutcome.Taken, null), (FeedOutcome.Duplicate, null),
            (FeedOutcome.Refused, SignalRefusals.TooOld)]);
        (await city.StoredAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_refused_message_is_kept_once_and_counted()
    {
        await using var city = await FeedCity.OpenAsync(Database);
        await city.SaveAsync(Levels);

        await city.SendAsync("levels", "{");
        city.City.Host.Advance(Duration.FromMinutes(1));
        await city.SendAsync("levels", "{");

        var kept = (await city.Desk.RefusedAsync(Administrator, null, Cancellation)).Value()
            .Messages.ShouldHaveSingleItem();
        (kept.Times, kept.LastAt - kept.ReceivedAt).ShouldBe((2, Duration.FromMinutes(1)));
        kept.Problems.ShouldHaveSingleItem().Code.ShouldBe(SignalRefusals.NotJson);
        var whole = (await city.Desk.MessageAsync(Administrator, "levels", kept.Id, Cancellation)).Value();
        Encoding.UTF8.GetString(whole.Body).ShouldBe("{");
    }

    [Fact]
    public async Task Those_of_a_filter_are_dropped_at_once_and_it_is_kept_who_did_it_and_why()
    {
        await using var city = await FeedCity.OpenAsync(Database);
        await city.SaveAsync(Levels);
        await city.SendAsync("levels", Level("gauge-east", 2.5m));
        await city.SendAsync("levels", Level("gauge-west", 2.5m));
        var east = new RefusedFilter(Reason: SignalRefusals.UnknownDevice, Device: "gauge-east");

        var unsaid = await city.Desk.DropAsync(Administrator, east, " ", Cancellation);
        var drop = (await city.Desk.DropAsync(Administrator, east, "A test gauge.", Cancellation)).Value();

        unsaid.ShouldBeOfType<Refused<RefusedDrop>>();
        drop.Count.ShouldBe(1);
        var view = (await city.Desk.RefusedAsync(Administrator, null, Cancellation)).Value();
        view.Messages.ShouldHaveSingleItem().Problems.Single().Device.ShouldBe("gauge-west");
        view.Drops.ShouldBe([drop]);
    }

    [Fact]
    public async Task What_can_never_be_right_is_not_run_again_with_the_others_until_it_is_read_by_another_standard()
    {
        await using var city = await FeedCity.OpenAsync(Database);
        var air = new Feed(WholeCity.City, "air", "Air", FeedFormat.NgsiLd);
        await city.SaveAsync(air);
        await city.SendAsync("air", $$"""{"id": "a", "observationDateTime": "{{WholeCity.Noon}}", "pm": 1}""");

        var same = (await city.Desk.RerunAsync(Administrator, RefusedFilter.All, Cancellation)).Value();
        await city.SaveAsync(air with
        {
            Format = FeedFormat.Iudx, Bindings = [new FeedBinding("a", "pm", new DeviceId("gauge-1"))],
        });
        var other = (await city.Desk.RerunAsync(Administrator, RefusedFilter.All, Cancellation)).Value();

        same.Messages.ShouldBe(0);
        (other.Messages, other.Taken).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Why_a_message_was_refused_is_kept_so_that_it_can_be_said_in_another_language()
    {
        await using var city = await FeedCity.OpenAsync(Database);
        await city.SaveAsync(Levels);
        await city.SendAsync("levels", Level("gauge-east", 2.5m));

        var part = (await city.Desk.RefusedAsync(Administrator, "levels", Cancellation)).Value()
            .Messages.Single().Problems.Single();

        part.Said.Template.ShouldStartWith("Nobody has said which device {0} is.");
        part.Said.ToString().ShouldBe(part.Message);
        part.Message.ShouldContain("gauge-east / level");
    }

    [Fact]
    public async Task Only_so_much_is_kept_of_what_was_refused()
    {
        var limits = new RefusedLimits { MessagesMax = 3, BodyMax = 100, NamesMax = 2 };
        await using var city = await FeedCity.OpenAsync(Database, limits: limits);
        await city.SaveAsync(Levels);

        for (var number = 0; number < 5; number++)
        {
            await city.SendAsync("levels", Level($"gauge-{number}", number, new string('x', number * 50)));
            city.City.Host.Advance(Duration.FromSeconds(1));
        }

        var view = (await city.Desk.RefusedAsync(Administrator, "levels", Cancellation)).Value();
        view.Messages.Select(message => message.Problems.Single().Device)
            .ShouldBe(["gauge-4", "gauge-3", "gauge-2"]);
        view.Names.Length.ShouldBe(2);
        var cut = view.Messages[0];
        cut.IsWhole.ShouldBeFalse();
        (await city.Desk.RerunAsync(Administrator, "levels", cut.Id, Cancellation))
            .ShouldBeOfType<Refused<RerunResult>>().Reason.Code.ShouldBe("wrong-state");
    }

    [Fact]
    public async Task Who_is_always_wrong_is_answered_and_counted_but_does_not_fill_the_database()
    {
        await using var city = await FeedCity.OpenAsync(
            Database, limits: new RefusedLimits { BurstMax = 4, PerSecondMax = 2 });
        await city.SaveAsync(Levels);

        for (var number = 0; number < 20; number++) await city.SendAsync("levels", $"{{{number}");

        var view = (await city.Desk.RefusedAsync(Administrator, null, Cancellation)).Value();
        view.Messages.Length.ShouldBe(4);
        view.Unkept.ShouldBe([new UnkeptRefusals("levels", 16, city.Now)]);
        city.City.Of<RefusedSignals>().Of(WholeCity.City).Single().Count.ShouldBe(20);
        var since = city.Now;
        city.City.Host.Advance(Duration.FromSeconds(1));
        for (var number = 20; number < 25; number++) await city.SendAsync("levels", $"{{{number}");
        var later = (await city.Desk.RefusedAsync(Administrator, "levels", Cancellation)).Value();
        later.Messages.Length.ShouldBe(6);
        later.Unkept.ShouldBe([new UnkeptRefusals("levels", 19, since)]);
        (await city.Desk.RefusedAsync(Administrator, "asked", Cancellation)).Value().Unkept.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_burst_of_different_bad_messages_is_kept_whole()
    {
        await using var city = await FeedCity.OpenAsync(Database);
        await city.SaveAsync(Levels);

        for (var number = 0; number < 27; number++) await city.SendAsync("levels", $"{{{number}");

        var view = (await city.Desk.RefusedAsync(Administrator, null, Cancellation)).Value();
        view.Messages.Length.ShouldBe(27);
        view.Unkept.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_came_of_a_re_run_tells_messages_from_the_readings_in_them()
    {
        await using var city = await FeedCity.OpenAsync(Database);
        await city.SaveAsync(Levels);
        await city.SendAsync("levels", $"[{Level("gauge-east", 1m)},{Level("a", 2m)},{Level("b", 3m)}]");
        await city.SaveAsync(Levels with
        {
            Bindings = [new FeedBinding("gauge-east", "level", new DeviceId("gauge-1"))],
        });

        var again = (await city.Desk.RerunAsync(Administrator, RefusedFilter.All, Cancellation)).Value();

        (again.Messages, again.MessagesRefused, again.Taken, again.Refused).ShouldBe((1, 1, 1, 2));
    }

    [Fact]
    public async Task What_nobody_takes_in_is_refused_openly()
    {
        await using var city = await FeedCity.OpenAsync(Database);
        await city.SaveAsync(Requests);

        var answer = await city.SendAsync("asked", """[{"service_code": "001", "service_name": "Potholes"}]""");

        answer.Lines.ShouldHaveSingleItem().Problem!.Code.ShouldBe("not-taken");
        (await city.Desk.RefusedAsync(Administrator, "asked", Cancellation)).Value().Messages.Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_key_that_a_form_carries_is_not_kept()
    {
        await using var city = await FeedCity.OpenAsync(Database);
        await city.SaveAsync(Requests);

        await city.SendAsync(
            "asked", "api_key=secret&service_code=001&lat=18.5&long=73.8", "application/x-www-form-urlencoded");

        var kept = (await city.Desk.RefusedAsync(Administrator, "asked", Cancellation)).Value().Messages.Single();
        var whole = (await city.Desk.MessageAsync(Administrator, "asked", kept.Id, Cancellation)).Value();
        Encoding.UTF8.GetString(whole.Body).ShouldBe("api_key=&service_code=001&lat=18.5&long=73.8");
    }

    [Fact]
    public async Task What_is_too_old_to_be_taken_in_is_not_kept_any_longer()
    {
        await using var city = await FeedCity.OpenAsync(Database);
        await city.SaveAsync(Levels);
        await city.SendAsync("levels", "{");
        var house = city.City.Of<IHousekeepingStore>();

        await house.ExpireAsync(Times(city.Now), Cancellation);
        (await city.Desk.RefusedAsync(Administrator, null, Cancellation)).Value().Messages.Length.ShouldBe(1);
        await house.ExpireAsync(Times(city.Now + Duration.FromSeconds(1)), Cancellation);

        (await city.Desk.RefusedAsync(Administrator, null, Cancellation)).Value().Messages.ShouldBeEmpty();

        static HousekeepingTimes Times(Instant before) => new(before, before, before) { RefusedMessages = before };
    }

    [Fact]
    public async Task Names_that_no_index_could_hold_are_refused_and_not_remembered()
    {
        await using var city = await FeedCity.OpenAsync(Database);
        await city.SaveAsync(new Feed(WholeCity.City, "air", "Air", FeedFormat.Iudx));
        var (device, property) = (new string('अ', 512), new string('आ', 512));

        var answer = await city.SendAsync(
            "air", $$"""{"id": "{{device}}", "observationDateTime": "{{WholeCity.Noon}}", "{{property}}": 1}""");

        answer.Lines.ShouldHaveSingleItem().Problem!.Code.ShouldBe(SignalRefusals.TooLarge);
        var view = (await city.Desk.RefusedAsync(Administrator, "air", Cancellation)).Value();
        (view.Messages.Length, view.Names.Length).ShouldBe((1, 0));
    }

    [Theory]
    [InlineData(CityRole.Operator)]
    [InlineData(CityRole.Author)]
    [InlineData(CityRole.Auditor)]
    public async Task Only_administrators_read_what_was_refused(CityRole role)
    {
        await using var city = await FeedCity.OpenAsync(Database);
        var asker = Asker.OfPerson(WholeCity.City, new PersonId("asha.kulkarni"), null, role);

        (await city.Desk.RefusedAsync(asker, null, Cancellation)).ShouldBeOfType<Refused<RefusedView>>();
        (await city.Desk.RerunAsync(asker, RefusedFilter.All, Cancellation)).ShouldBeOfType<Refused<RerunResult>>();
        (await city.Desk.DropAsync(asker, RefusedFilter.All, "Why not", Cancellation))
            .ShouldBeOfType<Refused<RefusedDrop>>();
    }

    [Fact]
    public async Task A_feed_is_stored_whole_and_read_again()
    {
        await using var city = await FeedCity.OpenAsync(Database);
        var feed = Levels with
        {
            Gateway = "levels",
            Arrival = FeedArrival.Polled,
            Address = "https://example.org/levels",
            EverySeconds = 60,
            DuplicateHours = 36,
            Bindings = [new FeedBinding("a", "b", new DeviceId("gauge-1")), new FeedBinding("c,\"d", "", null)],
        };
        await city.SaveAsync(feed);

        var stored = (await city.City.Of<ICityStore>().LoadAsync(WholeCity.City, Cancellation))!.Feeds["levels"];

        (stored with { Bindings = feed.Bindings }).ShouldBe(feed);
        stored.Bindings.ShouldBe(feed.Bindings);
        await city.City.Of<ICityStore>().SaveAsync(WholeCity.City, [new RemoveFeed("levels")], Cancellation);
        (await city.City.Of<ICityStore>().LoadAsync(WholeCity.City, Cancellation))!.Feeds.ShouldBeEmpty();
    }

    private static Feed Requests =>
        new(WholeCity.City, "asked", "Requests", FeedFormat.Open311) { Gateway = "office" };

    private static Feed Levels => new(WholeCity.City, "levels", "Levels", FeedFormat.Mapped)
    {
        Mapping = new FeedMapping(
            null, "{device: row.at, property: \"level\", time: row.when, value: row.metres, unit: \"m\"}", null, null),
    };

    private static string Level(string at, decimal metres, string note = "") =>
        JsonSerializer.Serialize(new { at, when = WholeCity.Noon.ToString(), metres, note });

    private static IEnumerable<Observation> Observations(string text, Instant now) =>
        Samanvay.Adapters.Iudx.IudxReader.Read(FeedCity.Message(text, now)).Items
            .OfType<EntityReport>().SelectMany(report => report.Observations);
}
