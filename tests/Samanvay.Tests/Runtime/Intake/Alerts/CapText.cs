using Samanvay.Adapters;
using Samanvay.Adapters.Cap;
using NodaTime;
using Shouldly;

namespace Samanvay.Tests.Runtime.Intake.Alerts;

/// <summary>Alerts as an authority writes them, about the city that <see cref="WarnedCity"/> is.</summary>
internal sealed record CapText(string Identifier)
{
    /// <summary>Latitude first, as CAP has it: over both wards.</summary>
    public const string Everywhere = "18.0,73.0 19.0,73.0 19.0,74.0 18.0,74.0 18.0,73.0";

    public string Sender { get; init; } = "met";

    public string Sent { get; init; } = "2026-07-09T12:00:00+05:30";

    public string Status { get; init; } = "Actual";

    public string Type { get; init; } = "Alert";

    public string Scope { get; init; } = "<scope>Public</scope>";

    public string Severity { get; init; } = "Severe";

    public string Expires { get; init; } = "2026-07-09T18:00:00+05:30";

    public string AreaWords { get; init; } = "Pune";

    public string Shape { get; init; } = $"<polygon>{Everywhere}</polygon>";

    public string References { get; init; } = "";

    /// <summary>Before its own part.</summary>
    public string OtherParts { get; init; } = "";

    public static string Reference(string identifier, string sent = "2026-07-09T12:00:00+05:30") =>
        $"<references>met,{identifier},{sent}</references>";

    public CapAlert Read()
    {
        var reading = CapReader.Read(new Incoming(
            System.Text.Encoding.UTF8.GetBytes(ToXml()), "application/cap+xml", Instant.FromUtc(2026, 7, 9, 7, 0)));
        reading.Refusals.ShouldBeEmpty();
        return reading.Items.ShouldHaveSingleItem().ShouldBeOfType<CapAlert>();
    }

    public string ToXml() => $"""
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
          <identifier>{Identifier}</identifier><sender>{Sender}</sender><sent>{Sent}</sent><status>{Status}</status>
          <msgType>{Type}</msgType>{Scope}{References}{OtherParts}{(Type == "Cancel" ? "" : Info)}
        </alert>
        """;

    private string Info => $"""
        <info><language>en</language><category>Met</category><event>Heavy rain</event><urgency>Expected</urgency>
          <severity>{Severity}</severity><certainty>Likely</certainty><onset>2026-07-09T07:00:00+05:30</onset>
          <expires>{Expires}</expires><headline>Heavy rain over the city</headline>
          <area><areaDesc>{AreaWords}</areaDesc>{Shape}</area>
        </info>
        """;
}
