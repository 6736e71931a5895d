using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;

namespace Samanvay.Designer.Layout;

/// <summary>The city's own time. Whoever looks from elsewhere must act on the city's clock.</summary>
public sealed partial class CityClock
{
    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Parameter, EditorRequired]
    public DateTimeZone Zone { get; set; } = DateTimeZone.Utc;

    private Instant Now { get; set; }

    private ZonedDateTime Local => Now.InZone(Zone);

    /// <summary>The zone's short name where it has one (IST), else its distance from UTC.</summary>
    private string ZoneName
    {
        get
        {
            var name = Zone.GetZoneInterval(Now).Name;
            var distance = OffsetPattern.CreateWithInvariantCulture("g").Format(Local.Offset);
            return char.IsAsciiLetter(name[0]) ? name : "UTC" + distance;
        }
    }

    protected override void OnInitialized() => Now = Instant.FromDateTimeOffset(Time.GetUtcNow());

    private string Say(string pattern) => Local.ToString(pattern, CultureInfo.CurrentCulture);
}
