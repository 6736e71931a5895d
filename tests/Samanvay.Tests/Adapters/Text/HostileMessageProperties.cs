using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Samanvay.Adapters;
using Samanvay.Adapters.Cap;
using Samanvay.Adapters.CloudEvents;
using Samanvay.Adapters.Iudx;
using Samanvay.Adapters.NgsiLd;
using Samanvay.Adapters.NgsiV2;
using Samanvay.Adapters.Open311;
using Samanvay.Adapters.SensorThings;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Adapters.Text;

/// <summary>Whatever arrives, an adapter answers; it never throws, and refusals say what they hold.</summary>
public sealed class HostileMessageProperties
{
    private static readonly Func<Incoming, Reading>[] Adapters =
    [
        CapReader.Read, CloudEventReader.Read, IudxReader.Read, NgsiLdReader.Read, NgsiV2Reader.Read,
        Open311Reader.Read, SensorThingsReader.Read,
    ];

    private static readonly string[] Words =
    [
        "{", "}", "[", "]", ":", ",", "\"id\"", "\"type\"", "\"value\"", "\"data\"", "\"result\"", "1", "-1e400",
        "null", "\"\\ud800\"", "\"urn:a:b\"", "<alert>", "</alert>", "<", "&x;", "<!DOCTYPE a>", "a=%ff&b",
        "attribute[x]=1", "\"Point\"", "\"coordinates\"", "\"2026-07-01T06:00:00Z\"", "\u0000", " ",
    ];

    private static readonly string?[] Types =
    [
        null, "application/json", "application/ld+json", "text/xml", "application/x-www-form-urlencoded",
        "application/cloudevents+json", "application/cloudevents-batch+json",
    ];

    [Fact]
    public void Any_message_is_answered()
    {
        var messages =
            from words in Gen.ListOf(Gen.Elements(Words))
            from type in Gen.Elements(Types)
            select Arrival.Of(string.Concat(words), type);

        Prop.ForAll(messages.ToArbitrary(), message => Adapters.All(adapter => Answers(adapter, message)))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_bytes_are_answered() =>
        Prop.ForAll(
            Gen.ListOf(Gen.Choose(0, 255)).ToArbitrary(),
            drawn => Adapters.All(adapter => Answers(adapter, new Incoming(
                drawn.Select(value => (byte)value).ToArray(), "application/json", Arrival.At))))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_nested_too_deep_is_refused_for_that()
    {
        var text = new StringBuilder().Insert(0, "[", 40_000).ToString();

        NgsiLdReader.Read(Arrival.Of(text)).Refused().Code.ShouldBe(RefusalCodes.TooDeep);
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("klingon")]
    public void An_encoding_that_is_not_known_is_refused(string encoding) =>
        CapReader.Read(Arrival.Of($"<?xml version=\"1.0\" encoding=\"{encoding}\"?><alert/>")).Refused()
            .Code.ShouldBe(RefusalCodes.NotXml);

    [Fact]
    public void Fifty_thousand_faults_are_answered_as_soon_as_one()
    {
        var text = "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">"
            + string.Concat(Enumerable.Repeat("<x/>", 49_000)) + "</alert>";

        CapReader.Read(Arrival.Of(text)).Refusals.Length.ShouldBe(100);
    }

    [Fact]
    public void What_is_too_large_is_not_looked_at()
    {
        var message = new Incoming(new byte[2 * 1024 * 1024], "application/json", Arrival.At);

        foreach (var adapter in Adapters) adapter(message).Refused().Code.ShouldBe(RefusalCodes.TooLarge);
    }

    [Fact]
    public void A_name_that_is_there_twice_is_not_believed() =>
        NgsiLdReader.Read(Arrival.Of("""{"id":"urn:a:b","type":"T","level":1,"level":2}""")).Refused()
            .ShouldSatisfyAllConditions(
                refusal => refusal.Code.ShouldBe(RefusalCodes.DuplicateProperty),
                refusal => refusal.Place.ShouldBe("/level"));

    [Fact]
    public void Half_a_character_is_refused_with_its_place() =>
        IudxReader.Read(Arrival.Of("""{"id":"\ud800"}""")).Refused().Place.ShouldBe("/id");

    private static bool Answers(Func<Incoming, Reading> adapter, Incoming message)
    {
        var reading = adapter(message);
        return reading.Refusals.All(
            refusal => refusal is { Code.Length: > 0, Clause.Length: > 0, Message.Length: > 0 });
    }
}
