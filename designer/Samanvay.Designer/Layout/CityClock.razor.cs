using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;
using Samanvay.Designer.Hosting;

namespace Samanvay.Designer.Layout;

/// <summary>The city's own time. Whoever looks from elsewhere must act on the city's clock.</summary>
public sealed partial class CityClock
{
    [Parameter, EditorRequired]
    public DateTimeZone Zone { get; set; } = DateTimeZone.Utc;

    [Parameter, EditorRequired]
    public CityMoment Moment { get; set; } = null!;

    private Instant Now => Moment.Now;

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

    private string Say(string pattern) => Local.ToString(pattern, CultureInfo.CurrentCulture);
}
