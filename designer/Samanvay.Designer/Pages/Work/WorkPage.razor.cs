using System.Globalization;
using Microsoft.AspNetCore.Components;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.Work;

/// <summary>A person's steps. Static, for a telephone on a slow line: every act is a link or a plain form.</summary>
public sealed partial class WorkPage(CurrentAsker current, ViewDesk desk)
{
    private MyWorkView? _view;
    private Refusal? _refusal;

    /// <summary>What was done on the page before.</summary>
    [SupplyParameterFromQuery]
    public string? Done { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (await current.GetAsync() is not { } asker) return;
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        switch (await desk.MyWorkAsync(asker, language, CancellationToken.None))
        {
            case Granted<MyWorkView> granted:
                _view = granted.Value;
                break;
            case Refused<MyWorkView> refused:
                _refusal = refused.Reason;
                break;
        }
    }
}
