using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.Cap;
using Samanvay.Adapters.Places;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Adapters.Cap;

public sealed class CapReaderTests
{
    private const string Info = "<info><category>Met</category><event>Heavy rain</event><urgency>Immediate</urgency>"
        + "<severity>Severe</severity><certainty>Likely</certainty></info>";

    private static string Alert(
        string info = Info, string type = "Alert", string status = "Actual", string rest = "",
        string sent = "2026-07-01T11:30:00+05:30", string identifier = "w-1") =>
        $"<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>{identifier}</identifier>"
        + $"<sender>met@example.in</sender><sent>{sent}</sent><status>{status}</status><msgType>{type}</msgType>"
        + $"<scope>Public</scope>{rest}{info}</alert>";

    private static Reading Read(string text) => CapReader.Read(Arrival.Of(text, "application/cap+xml"));

    private static CapAlert Taken(string text) => Read(text).Only<CapAlert>();

    [Fact]
    public void An_alert_is_named_by_sender_identifier_and_instant()
    {
        var alert = Taken(Alert());

        alert.Key.ShouldBe(new EventKey("met@example.in", "w-1,2026-07-01T06:00:00Z"));
        alert.Key.ShouldBe(Taken(Alert(sent: "2026-07-01T06:00:00-00:00")).Key);
        alert.Infos[0].Language.ShouldBe("en-US");
    }

    [Theory]
    [InlineData("2026-07-01T06:00:00Z")]
    [InlineData("2026-07-01T06:00:00")]
    [InlineData("2026-07-01T06:00:00.5+00:00")]
    [InlineData("2026-02-30T06:00:00+00:00")]
    [InlineData("yesterday")]
    public void A_time_needs_its_offset_in_digits(string sent) =>
        Read(Alert(sent: sent)).Refused().ShouldSatisfyAllConditions(
            refusal => refusal.Clause.ShouldBe("CAP 1.2, section 3.3.2"),
            refusal => refusal.Place.ShouldBe("/alert/sent"));

    [Theory]
    [InlineData("Exercise")]
    [InlineData("System")]
    [InlineData("Test")]
    [InlineData("Draft")]
    public void Only_what_is_actual_is_real(string status)
    {
        Taken(Alert(status: status)).IsReal.ShouldBeFalse();
        Taken(Alert()).IsReal.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    [InlineData("\uFEFF")]
    public void An_empty_message_is_told_as_such_and_not_by_a_place_in_it(string text) =>
        Read(text).Refused().Message.ShouldBe("The message is empty. Send the XML itself in its body.");

    [Fact]
    public void An_exercise_in_the_envelope_makes_an_exercise_of_all_in_it()
    {
        const string Space = "urn:oasis:names:tc:emergency:EDXL:DE:1.0";
        var envelope = $"<EDXLDistribution xmlns=\"{Space}\"><distributionID>1</distributionID><senderID>a@b</senderID>"
            + "<dateTimeSent>2026-07-01T06:00:00-00:00</dateTimeSent><distributionStatus>Exercise</distributionStatus>"
            + "<distributionType>Report</distributionType><contentObject><xmlContent><embeddedXMLContent>"
            + Alert() + "</embeddedXMLContent></xmlContent></contentObject></EDXLDistribution>";

        Taken(envelope).ShouldSatisfyAllConditions(
            alert => alert.Status.ShouldBe(CapStatus.Actual), alert => alert.IsReal.ShouldBeFalse());
    }

    [Fact]
    public void A_polygon_is_latitude_first_and_closed()
    {
        const string Area = "<area><areaDesc>Ward 12</areaDesc>"
            + "<polygon>18.5,73.8 18.6,73.8 18.6,73.9 18.5,73.8</polygon>"
            + "<circle>18.5,73.8 2.5</circle></area></info>";
        var shape = Taken(Alert(Info.Replace("</info>", Area, StringComparison.Ordinal))).Infos[0].Areas[0].Shape;

        shape.Rings[0].Points[0].ShouldBe(new GeoPoint(18.5, 73.8));
        shape.Circles[0].ShouldBe(new GeoCircle(new GeoPoint(18.5, 73.8), 2.5));
    }

    [Theory]
    [InlineData("<polygon>18.5,73.8 18.6,73.8 18.6,73.9 18.5,73.9</polygon>")]
    [InlineData("<polygon>18.5,73.8 18.6,73.8 18.5,73.8</polygon>")]
    [InlineData("<polygon>118.5,73.8 18.6,73.8 18.6,73.9 118.5,73.8</polygon>")]
    [InlineData("<polygon>18.5 73.8 18.6 73.8</polygon>")]
    [InlineData("<circle>18.5,73.8</circle>")]
    [InlineData("<circle>18.5,73.8 -1</circle>")]
    public void A_shape_that_is_none_is_refused_with_its_place(string shape)
    {
        var area = $"<area><areaDesc>Ward 12</areaDesc>{shape}</area></info>";

        Read(Alert(Info.Replace("</info>", area, StringComparison.Ordinal))).Refused().ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe(RefusalCodes.BadPlace),
            refusal => refusal.Place.ShouldStartWith("/alert/info/area/"));
    }

    [Fact]
    public void Each_language_is_a_part_of_its_own()
    {
        var hindi = Info.Replace("<info>", "<info><language>hi-IN</language>", StringComparison.Ordinal);
        var alert = Taken(Alert(Info + hindi));

        alert.InfosIn("hi").ShouldHaveSingleItem().Language.ShouldBe("hi-IN");
        alert.InfosIn("mr").ShouldHaveSingleItem().Language.ShouldBe("en-US");
    }

    [Theory]
    [InlineData("<parameter/>", "/alert/info/parameter")]
    [InlineData("<resource><resourceDesc>map</resourceDesc></resource>", "/alert/info/resource")]
    [InlineData("<area/>", "/alert/info/area")]
    [InlineData("<area><areaDesc>a</areaDesc><geocode><value>7</value></geocode></area>", "/alert/info/area/geocode")]
    [InlineData("<area><areaDesc>a</areaDesc><ceiling>900</ceiling></area>", "/alert/info/area")]
    public void A_part_that_lacks_what_it_needs_is_refused_with_its_place(string part, string place) =>
        Read(Alert(Info.Replace("</info>", part + "</info>", StringComparison.Ordinal))).Refused()
            .Place.ShouldBe(place);

    [Fact]
    public void What_is_listed_is_not_guessed() =>
        Read(Alert(Info.Replace("Severe", "Terrible", StringComparison.Ordinal))).Refused()
            .Place.ShouldBe("/alert/info/severity");

    [Fact]
    public void Elements_stand_in_the_order_of_the_schema() =>
        Read(Alert(rest: "<note>late</note><code>x</code>")).Refused().Clause.ShouldBe("CAP 1.2, section 3.4 (schema)");

    [Theory]
    [InlineData("Update")]
    [InlineData("Cancel")]
    public void What_is_about_an_earlier_alert_names_it(string type)
    {
        Read(Alert(type: type)).Refused().Code.ShouldBe(RefusalCodes.BadReference);
        Taken(Alert(type: type, rest: "<references>met@example.in,w-0,2026-07-01T10:30:00+05:30</references>"))
            .References.ShouldHaveSingleItem().ShouldBe(new EventKey("met@example.in", "w-0,2026-07-01T05:00:00Z"));
    }

    // CAP 1.2, section 3.2.1: what each scope needs beside it.
    [Theory]
    [InlineData("Private", "addresses")]
    [InlineData("Restricted", "restriction")]
    public void An_alert_that_is_not_public_says_for_whom(string scope, string missing) =>
        Read(Alert().Replace("Public", scope, StringComparison.Ordinal)).Refused().Message.ShouldContain(missing);

    [Fact]
    public void A_document_type_is_refused_unexpanded()
    {
        var hostile = "<!DOCTYPE alert [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + Alert(identifier: "&x;");

        Read(hostile).Refused().Code.ShouldBe(RefusalCodes.DocumentType);
    }

    [Fact]
    public void One_bad_entry_of_a_feed_does_not_take_the_others_with_it()
    {
        string Entry(string id, string alert) =>
            $"<entry><id>{id}</id><title>t</title><updated>2026-07-01T06:00:00Z</updated>"
            + $"<content>{alert}</content></entry>";
        var reading = Read("<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>f</id><title>t</title>"
            + "<updated>2026-07-01T06:00:00Z</updated>" + Entry("1", Alert()) + Entry("2", Alert(sent: "now"))
            + "</feed>");

        reading.Items.ShouldHaveSingleItem().ShouldBeOfType<CapAlert>().Identifier.ShouldBe("w-1");
        reading.Refusals.ShouldHaveSingleItem().Place.ShouldBe("/feed/entry[2]/content/alert/sent");
    }

    [Fact]
    public void A_link_leads_to_an_alert_however_it_ends()
    {
        var reading = Read("<rss version=\"2.0\"><channel><title>t</title><link>https://example.in</link>"
            + "<description>d</description><item><title>Rain</title><link>https://example.in/one?identifier=7</link>"
            + "<guid>7</guid></item></channel></rss>");

        reading.Only<CapLink>().Address.ShouldBe("https://example.in/one?identifier=7");
    }

    [Fact]
    public void An_alert_of_the_weather_service_is_read_as_it_was_sent()
    {
        var alert = Recorded("imd_2026-09-03-07-21-21.xml").Only<CapAlert>();

        alert.IsReal.ShouldBeTrue();
        alert.Expires.ShouldBe(Instant.FromUtc(2026, 9, 4, 1, 30));
        alert.Infos[0].Areas[0].ShouldSatisfyAllConditions(
            area => area.Description.ShouldBe("ODISHA"),
            area => area.Shape.Rings[0].Points[0].ShouldBe(new GeoPoint(25.1254, 80.2881)));
    }

    [Fact]
    public void What_a_feed_lacks_is_told_and_its_alerts_are_found_all_the_same()
    {
        var feed = Recorded("imd_index_2026-09-03.rss.xml");

        feed.Items.OfType<CapLink>().Count().ShouldBe(10);
        feed.Refusals.ShouldHaveSingleItem().Message.ShouldContain("description");
    }

    private static Reading Recorded(string file) => CapReader.Read(new Incoming(
        File.ReadAllBytes(SharedFolder.Require("data", "cap_alerts", file)), "application/cap+xml", Arrival.At));

    [Fact]
    public void An_alert_expires_when_its_last_part_does()
    {
        string Until(string time) =>
            Info.Replace("</info>", $"<expires>{time}</expires></info>", StringComparison.Ordinal);

        Taken(Alert(Until("2026-07-01T12:00:00+00:00") + Until("2026-07-01T13:00:00+00:00"))).Expires
            .ShouldBe(Instant.FromUtc(2026, 7, 1, 13, 0));
        Taken(Alert(Until("2026-07-01T12:00:00+00:00") + Info)).Expires.ShouldBeNull();
    }
}
