using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.CloudEvents;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Adapters.CloudEvents;

public sealed class CloudEventReaderTests
{
    private const string Structured = "application/cloudevents+json";
    private const string Batched = "application/cloudevents-batch+json";

    private static string Event(string rest = "", string id = "1") =>
        $$"""{"specversion":"1.0","id":"{{id}}","source":"/gauges","type":"in.example.signal"{{rest}}}""";

    private static Reading Read(string text, string type = Structured) => CloudEventReader.Read(Arrival.Of(text, type));

    private static Reading Binary(string body, string? type, params (string Name, string Value)[] headers)
    {
        var message = Arrival.Of(body, type);
        return CloudEventReader.Read(message with
        {
            Headers = message.Headers.AddRange(headers.Select(each => KeyValuePair.Create(each.Name, each.Value))),
        });
    }

    [Fact]
    public void Source_and_id_name_an_event()
    {
        var made = Read(Event(""","subject":"g7","time":"2026-07-01T11:28:00+05:30","data":{"value":2.4},"weight":5"""))
            .Only<CloudEvent>();

        made.ShouldSatisfyAllConditions(
            _ => made.Key.ShouldBe(new EventKey("/gauges", "1")),
            _ => made.Subject.ShouldBe("g7"),
            _ => made.Time.ShouldBe(Instant.FromUtc(2026, 7, 1, 5, 58)),
            _ => made.Extensions["weight"].ShouldBe("5"),
            _ => made.Data.ShouldBe(FeelContext.Of(("value", FeelValue.Of(2.4m)))));
    }

    [Fact]
    public void Structured_and_binary_are_the_same_event()
    {
        var structured = Read(Event(""","datacontenttype":"application/json","subject":"Süd","data":{"value":2.4}"""))
            .Only<CloudEvent>();
        var binary = Binary(
            """{"value":2.4}""", "application/json", ("ce-specversion", "1.0"), ("CE-ID", "1"),
            ("ce-source", "/gauges"), ("ce-type", "in.example.signal"), ("ce-subject", "S%C3%BCd")).Only<CloudEvent>();

        (binary.Key, binary.Type, binary.Subject, binary.Data, binary.DataContentType).ShouldBe(
            (structured.Key, structured.Type, structured.Subject, structured.Data, structured.DataContentType));
    }

    // CloudEvents 1.0.2, HTTP binding, section 3.1.3.2: senders of older versions write quotes.
    [Theory]
    [InlineData("\"a b\"", "a b")]
    [InlineData("\"he said \\\"no\\\"\"", "he said \"no\"")]
    [InlineData("%22a%22", "\"a\"")]
    [InlineData("\"50%25\"", "50%")]
    public void Quotes_around_a_header_are_no_part_of_its_value(string header, string subject) =>
        Binary(
            "", null, ("ce-specversion", "1.0"), ("ce-id", "1"), ("ce-source", "/a"), ("ce-type", "t"),
            ("ce-subject", header)).Only<CloudEvent>().Subject.ShouldBe(subject);

    [Fact]
    public void Binary_data_is_kept_as_bytes_and_text_as_text()
    {
        (string, string)[] headers =
            [("ce-specversion", "1.0"), ("ce-id", "1"), ("ce-source", "/a"), ("ce-type", "t")];

        Binary("abc", "application/octet-stream", headers).Only<CloudEvent>()
            .Bytes.ToArray().ShouldBe("abc"u8.ToArray());
        Binary("abc", "text/plain", headers).Only<CloudEvent>().Data.ShouldBe(FeelValue.Of("abc"));
        Read(Event(""","data_base64":"YWJj" """)).Only<CloudEvent>().Bytes.ToArray().ShouldBe("abc"u8.ToArray());
    }

    [Fact]
    public void Each_event_of_a_batch_stands_for_itself()
    {
        var reading = Read($"[{Event()},{Event(id: "")},{Event(id: "3")}]", Batched);

        reading.Items.Select(item => item.Key.Id).ShouldBe(["1", "3"]);
        reading.Refusals.ShouldContain(refusal => refusal.Place == "/1/id");
        Read("[]", Batched).ShouldSatisfyAllConditions(
            empty => empty.Items.ShouldBeEmpty(), empty => empty.Refusals.ShouldBeEmpty());
    }

    [Theory]
    [InlineData("""{"specversion":"0.3","id":"1","source":"/a","type":"t"}""", "/specversion")]
    [InlineData("""{"specversion":"1.0","source":"/a","type":"t"}""", "/id")]
    [InlineData("""{"specversion":"1.0","id":1,"source":"/a","type":"t"}""", "/id")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a b","type":"t"}""", "/source")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","time":"2026-07-01"}""", "/time")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","my_name":"x"}""", "/my_name")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","extra":{"a":1}}""", "/extra")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","dataschema":"relative"}""", "/dataschema")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","data_base64":"%"}""", "/data_base64")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","data":1,"data_base64":""}""", "/data_base64")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/a","type":"t","subject":"a\u0007b"}""", "/subject")]
    public void What_breaks_a_rule_is_refused_where_it_does(string text, string place) =>
        Read(text).Refused().Place.ShouldBe(place);

    [Fact]
    public void Other_formats_of_events_are_not_guessed() =>
        Read("<event/>", "application/cloudevents+xml").Refused().Code.ShouldBe(RefusalCodes.MediaType);

    [Fact]
    public void Null_says_nothing() => Read(Event(""","subject":null,"data":null""")).Only<CloudEvent>()
        .ShouldSatisfyAllConditions(made => made.Subject.ShouldBeNull(), made => made.Data.IsNull.ShouldBeTrue());
}
