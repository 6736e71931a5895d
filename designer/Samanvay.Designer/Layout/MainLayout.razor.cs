using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Ports;

namespace Samanvay.Designer.Layout;

/// <summary>
/// The frame of every page: city, clock, places, person. It is static, and everything in it works without script.
/// </summary>
public sealed partial class MainLayout
{
    [CascadingParameter]
    private HttpContext? Http { get; set; }

    [Inject]
    private CurrentSurroundings Surroundings { get; set; } = null!;

    [Inject]
    private NavigationManager Address { get; set; } = null!;

    [Inject]
    private CurrentMoment Clock { get; set; } = null!;

    [Inject]
    private CurrentAttention Waiting { get; set; } = null!;

    [Inject]
    private IStorageState Storage { get; set; } = null!;

    private int? Attention { get; set; }

    private CityMoment Moment { get; set; } = new(default, 1);

    private Surroundings Around { get; set; } = new("", DateTimeZone.Utc, null, false);

    // The address that the person sees: a page of an error stands in another one's place.
    private string Here => Http?.Features.Get<IStatusCodeReExecuteFeature>() is { } instead
        ? instead.OriginalPath + instead.OriginalQueryString
        : "/" + Address.ToBaseRelativePath(Address.Uri).Split('#')[0];

    protected override async Task OnInitializedAsync()
    {
        Around = await Surroundings.GetAsync();
        Moment = await Clock.GetAsync();
        Attention = await Waiting.GetAsync();
    }
}
