using System.Globalization;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Views.Messages;

namespace Samanvay.Designer.Pages.Messages;

/// <summary>What a person was told, the newest first. Static, for a telephone on a slow line.</summary>
public sealed partial class MessagesPage(CurrentAsker current, CurrentSurroundings surroundings, ViewDesk desk)
{
    private MessagesView? _view;
    private Refusal? _refusal;
    private DateTimeZone _zone = DateTimeZone.Utc;

    protected override async Task OnInitializedAsync()
    {
        _zone = (await surroundings.GetAsync()).Zone;
        if (await current.GetAsync() is not { } asker) return;
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var answer = await desk.MessagesAsync(asker, language, CancellationToken.None);
        _view = answer is Granted<MessagesView> granted ? granted.Value : null;
        _refusal = answer is Refused<MessagesView> refused ? refused.Reason : null;
    }

    private static string Day(LocalDate date) => date.ToString("dddd d MMMM", CultureInfo.CurrentCulture);
}
