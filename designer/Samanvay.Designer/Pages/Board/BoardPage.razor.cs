using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.Board;

/// <summary>The promises: which is broken next, and how well each agency keeps them. Without a circuit it stands
/// still.</summary>
public sealed partial class BoardPage(
    CurrentAsker current, CurrentSurroundings surroundings, ViewDesk desk, LiveWatch watch) : IAsyncDisposable
{
    private SlaBoardView? _view;
    private Refusal? _refusal;
    private DateTimeZone _zone = DateTimeZone.Utc;

    [SupplyParameterFromQuery]
    public string? Agency { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _zone = (await surroundings.GetAsync()).Zone;
        await LookAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && await current.GetAsync() is { } asker)
            watch.Start(asker.City, _ => InvokeAsync(LookAgainAsync), DispatchExceptionAsync);
    }

    public ValueTask DisposeAsync() => watch.DisposeAsync();

    private async Task LookAgainAsync()
    {
        await LookAsync();
        StateHasChanged();
    }

    private async Task LookAsync()
    {
        if (await current.GetAsync() is not { } asker) return;
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var answer = await desk.SlaBoardAsync(asker, language, CancellationToken.None);
        _view = answer is Granted<SlaBoardView> granted ? granted.Value : null;
        _refusal = answer is Refused<SlaBoardView> refused ? refused.Reason : null;
    }
}
