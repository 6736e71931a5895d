using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.Open311;
using Samanvay.Adapters.Places;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Adapters.Open311;

public sealed class Open311ReaderTests
{
    private const string Handed = "api_key=k1&service_code=001&lat=18.52&long=73.85&description=A+deep+hole%21"
        + "&first_name=Asha&attribute[DEPTH]=30&attribute[KIND][]=a&attribute[KIND][]=b";

    private static Reading Form(string text) =>
        Open311Reader.Read(Arrival.Of(text, "application/x-www-form-urlencoded; charset=utf-8"));

    private static Reading Xml(string request) => Open311Reader.Read(Arrival.Of(
        $"<service_requests><request>{request}</request></service_requests>", "text/xml; charset=utf-8"));

    [Fact]
    public void A_form_hands_in_a_request()
    {
        var request = Form(Handed).Only<ServiceRequest>();

        request.ShouldSatisfyAllConditions(
            _ => request.ServiceCode.ShouldBe("001"),
            _ => request.Description.ShouldBe("A deep hole!"),
            _ => request.Location.ShouldBe(new GeoPoint(18.52, 73.85)),
            _ => request.Requester.FirstName.ShouldBe("Asha"),
            _ => request.Attributes["DEPTH"].ToList().ShouldBe(["30"]),
            _ => request.Attributes["KIND"].ToList().ShouldBe(["a", "b"]));
    }

    [Fact]
    public void The_same_form_again_is_the_same_request_whoever_sends_it()
    {
        var first = Form(Handed).Only<ServiceRequest>().Key;

        Form(Handed.Replace("k1", "k2", StringComparison.Ordinal)).Only<ServiceRequest>().Key.ShouldBe(first);
        Form(Handed.Replace("deep", "wide", StringComparison.Ordinal)).Only<ServiceRequest>().Key.ShouldNotBe(first);
    }

    [Theory]
    [InlineData("lat=18&long=73", "service_code")]
    [InlineData("service_code=1", "lat")]
    [InlineData("service_code=1&lat=18", "lat")]
    [InlineData("service_code=1&lat=95&long=73", "lat")]
    [InlineData("service_code=1&service_code=2&address_id=9", "service_code")]
    public void A_request_says_what_and_where(string form, string place) =>
        Form(form).Refused().Place.ShouldBe(place);

    [Fact]
    public void A_description_has_at_most_4000_characters() =>
        Form("service_code=1&address_id=9&description=" + new string('x', 4001)).Refused()
            .Place.ShouldBe("description");

    [Fact]
    public void What_is_not_utf8_is_not_guessed() =>
        Form("service_code=1&address_id=%ff").Refused().Code.ShouldBe(RefusalCodes.NotUtf8);

    [Fact]
    public void A_polled_request_is_new_when_it_was_updated()
    {
        const string Request = "<service_request_id>7</service_request_id><status>open</status>"
            + "<service_code>001</service_code><requested_datetime>2026-07-01T11:00:00+05:30</requested_datetime>";
        var first = Xml(Request).Only<ServiceRequest>();
        var later = Xml(Request + "<updated_datetime>2026-07-01T12:00:00+05:30</updated_datetime>")
            .Only<ServiceRequest>();

        first.RequestedAt.ShouldBe(Instant.FromUtc(2026, 7, 1, 5, 30));
        Xml(Request).Only<ServiceRequest>().Key.ShouldBe(first.Key);
        (later.RequestId, later.Key).ShouldSatisfyAllConditions(
            made => made.RequestId.ShouldBe("7"), made => made.Key.ShouldNotBe(first.Key));
    }

    [Theory]
    [InlineData("<service_request_id>7</service_request_id><status>pending</status><service_code>1</service_code>",
        "status")]
    [InlineData("<service_request_id>7</service_request_id><status>open</status>", "service_code")]
    [InlineData("<service_request_id>7</service_request_id><status>open</status><service_code>1</service_code>"
        + "<expected_datetime>2026-07-01</expected_datetime>", "expected_datetime")]
    public void A_polled_request_keeps_the_rules_too(string request, string field) =>
        Xml(request).Refused().Place.ShouldBe($"/service_requests/request/{field}");

    [Fact]
    public void Numbers_and_texts_name_the_same_request_in_json() =>
        Open311Reader.Read(Arrival.Of("""[{"service_request_id":7,"service_notice":"soon"}]""", "application/json"))
            .Only<ServiceReceipt>().RequestId.ShouldBe("7");
}
