using Samanvay.Adapters;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.Storage;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Runtime.Commands;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Feeds;

/// <summary>What becomes of what is no number, bound to a device or not.</summary>
public sealed class BoundValueTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();

    private static readonly Asker Administrator = Asker.OfPerson(
        WholeCity.City, new PersonId("asha.kulkarni"), null, CityRole.Administrator);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<FeedFormat, string, string, string> Values() => new()
    {
        { FeedFormat.NgsiLd, "urn:ngsi-ld:T:1", NgsiLd("\"broken\""), "refused" },
        { FeedFormat.NgsiLd, "urn:ngsi-ld:T:1", NgsiLd("\"2.2\""), "refused" },
        { FeedFormat.NgsiLd, "urn:ngsi-ld:T:1", NgsiLd("[1, 2]"), "refused" },
        { FeedFormat.NgsiLd, "urn:ngsi-ld:T:1", NgsiLd("true"), "taken" },
        { FeedFormat.NgsiLd, "urn:ngsi-ld:T:1", NgsiLd("2.2"), "taken" },
        { FeedFormat.NgsiV2, "T1", """{"id":"T1","type":"T","level":{"type":"Text","value":"broken"}}""", "refused" },
        { FeedFormat.NgsiV2, "T1", """{"id":"T1","type":"T","level":"2.2"}""", "refused" },
        { FeedFormat.Iudx, "t/1", """{"id":"t/1","observationDateTime":"{{now}}","level":"broken"}""", "refused" },
        { FeedFormat.Iudx, "t/1", """{"id":"t/1","observationDateTime":"{{now}}","level":{"a":1}}""", "refused" },
        { FeedFormat.Iudx, "t/1", """{"id":"t/1","observationDateTime":"{{now}}","level":"2.2"}""", "taken" },
        { FeedFormat.SensorThings, "7", Result("\"bad\""), "refused" },
        { FeedFormat.SensorThings, "7", Result("\"2.2\""), "taken" },
        { FeedFormat.SensorThings, "7", Result("true"), "taken" },
    };

    [Theory, MemberData(nameof(Values))]
    public async Task Of_a_bound_name_what_is_no_number_is_refused_and_of_others_a_text_is_only_noted(
        FeedFormat format, string device, string message, string became)
    {
        await using var city = await FeedCity.OpenAsync(new SqliteChoice(_folder.Path));
        var feed = new Feed(WholeCity.City, "values", "Values", format);
        await city.SaveAsync(feed);
        var text = message.Replace("{{now}}", city.Now.ToString(), StringComparison.Ordinal);

        var unbound = await city.SendAsync("values", text);
        await city.SaveAsync(feed with { Bindings = [new FeedBinding(device, "level", new DeviceId("gauge-1"))] });
        var bound = await city.SendAsync("values", text);

        var line = bound.Lines.ShouldHaveSingleItem();
        line.Outcome.ShouldBe(became == "taken" ? FeedOutcome.Taken : FeedOutcome.Refused);
        if (became == "refused") line.Problem!.Code.ShouldBe(RefusalCodes.BadValue);
        if (became == "refused") unbound.Lines.Single().Outcome.ShouldBe(FeedOutcome.Noted);
        (await city.StoredAsync()).ShouldBe(became == "taken" ? 1 : 0);
    }

    [Fact]
    public async Task An_observation_that_names_no_datastream_is_refused_for_that_and_not_offered_to_be_bound()
    {
        await using var city = await FeedCity.OpenAsync(new SqliteChoice(_folder.Path));
        await city.SaveAsync(new Feed(WholeCity.City, "things", "Things", FeedFormat.SensorThings));

        var answer = await city.SendAsync("things", """{"result": 2.2}""");

        var problem = answer.Lines.ShouldHaveSingleItem().Problem!;
        problem.Code.ShouldBe(RefusalCodes.AttributeMissing);
        problem.Message.ShouldContain("which Datastream");
        (await city.Desk.RefusedAsync(Administrator, "things", Cancellation)).Value().Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_a_feed_has_one_datastream_only_it_need_not_be_named()
    {
        await using var city = await FeedCity.OpenAsync(new SqliteChoice(_folder.Path));
        await city.SaveAsync(new Feed(WholeCity.City, "things", "Things", FeedFormat.SensorThings)
        {
            Bindings = [new FeedBinding("", "", new DeviceId("gauge-1"))],
        });

        var answer = await city.SendAsync("things", """{"result": 2.2}""");

        answer.Lines.ShouldHaveSingleItem().Outcome.ShouldBe(FeedOutcome.Taken);
    }

    private static string Result(string result) =>
        $"{{\"result\":{result},\"Datastream\":{{\"@iot.id\":7,\"ObservedProperty\":{{\"name\":\"level\"}}}}}}";

    private static string NgsiLd(string value) =>
        $"{{\"id\":\"urn:ngsi-ld:T:1\",\"type\":\"T\",\"level\":{{\"type\":\"Property\",\"value\":{value}}}}}";

    public void Dispose() => _folder.Dispose();
}
