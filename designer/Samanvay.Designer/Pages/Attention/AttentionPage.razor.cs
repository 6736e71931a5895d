using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Work;

namespace Samanvay.Designer.Pages.Attention;

/// <summary>What can not go on by itself. Static: whoever is called at night needs it on a telephone.</summary>
public sealed partial class AttentionPage(CurrentAsker current, CurrentSurroundings surroundings, AttentionDesk desk)
{
    private AttentionView? _view;
    private Asker? _asker;
    private bool _refused;
    private DateTimeZone _zone = DateTimeZone.Utc;

    /// <summary>What was done on the page before.</summary>
    [SupplyParameterFromQuery]
    public string? Done { get; set; }

    /// <summary>The code of the refusal.</summary>
    [SupplyParameterFromQuery]
    public string? Problem { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _zone = (await surroundings.GetAsync()).Zone;
        _asker = await current.GetAsync();
        if (_asker is null) return;
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var answer = await desk.ListAsync(_asker, language, CancellationToken.None);
        _view = (answer as Granted<AttentionView>)?.Value;
        _refused = answer is Refused<AttentionView>;
    }

    private bool May(AttentionItem item, bool skip) => (skip ? item.Skippable : item.Retryable)
        && AccessPolicy.Allows(_asker!, AttentionEndpoints.OperationOf(item.Kind, skip), _asker!.City);

    private string? Known(string key) => T[key] is { } text && text != key ? text : null;
}
