using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;
using Samanvay.Designer.Hosting;

namespace Samanvay.Designer.Components;

/// <summary>
/// When something is due, as the instant in the city's zone and what is left until then; the page's script moves the
/// rest on.
/// </summary>
public sealed partial class DueTime
{
    private DateTimeZone _zone = DateTimeZone.Utc;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private CurrentSurroundings Surroundings { get; set; } = null!;

    /// <summary>The city's time, where it is not the host's.</summary>
    [CascadingParameter]
    private CityMoment? Moment { get; set; }

    [Parameter, EditorRequired]
    public Instant Due { get; set; }

    /// <summary>The clock does not run any more: only the instant is shown.</summary>
    [Parameter]
    public bool Stopped { get; set; }

    /// <summary>Read from across the room.</summary>
    [Parameter]
    public bool Large { get; set; }

    private Instant Now => Moment?.Now ?? Instant.FromDateTimeOffset(Time.GetUtcNow());

    private bool IsLate => !Stopped && Due < Now;

    private string Units => T["shell.units"];

    /// <summary>Today the hour alone is what people look for; on another day the day comes first.</summary>
    private string At
    {
        get
        {
            var local = Due.InZone(_zone);
            var pattern = local.Date == Now.InZone(_zone).Date ? "HH:mm" : "d MMM, HH:mm";
            return local.ToString(pattern, CultureInfo.CurrentCulture);
        }
    }

    private string Exact =>
        ZonedDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss z", null).Format(Due.InZone(_zone));

    protected override async Task OnInitializedAsync() => _zone = (await Surroundings.GetAsync()).Zone;
}
