using Samanvay.Designer.Components;
using Samanvay.Designer.Pages.Procedures.TryOut;
using Samanvay.Feel;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Procedures.Editing;

/// <summary>What stands beside the drawing: properties, problems, and the try-out.</summary>
public sealed partial class ProcedureEditor
{
    private const string PropertiesTab = "properties";
    private const string ProblemsTab = "problems";
    private const string TryOutTab = "tryout";

    private string _tab = PropertiesTab;
    private TryOutSight _sight = TryOutSight.Nothing;
    private IReadOnlyList<string>? _toEnter;

    private IReadOnlyList<Tab> Tabs =>
    [
        .. _canEdit ? [new Tab(PropertiesTab, T["procedures.properties"])] : Array.Empty<Tab>(),
        new Tab(ProblemsTab, T["components.problems"], _problems.Count),
        new Tab(TryOutTab, T["tryout.tab"]),
    ];

    private async Task TurnToAsync(string tab)
    {
        if (_tab == TryOutTab && tab != TryOutTab) await ShowSightAsync(TryOutSight.Nothing);
        _tab = tab;
    }

    private async Task GoToAsync(Diagnostic problem)
    {
        await SelectAsync(problem.Location.ElementId);
        if (!_canEdit) return;
        _tab = PropertiesTab;
        _toEnter = ProblemPlaces.FieldsOf(problem);
    }

    private async Task MendAsync((Diagnostic Problem, ProblemFix Fix) chosen)
    {
        if (chosen.Problem.Location.ElementId is not { } element || _editor is not { IsOpen: true } editor) return;
        if (chosen.Fix.Repair is { } repair)
        {
            await editor.RepairAsync(element, repair);
        }
        else if (chosen.Fix.Patch is { } patch
            && patch(await editor.SummarizeAsync(element), chosen.Problem) is { } change)
        {
            await editor.ApplyAsync(element, change);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The fields of the chosen element are there only when the browser has told about it.
        if (_toEnter is not { } fields || _tab != PropertiesTab || _editor is not { IsOpen: true } editor) return;
        if (_element is null || _state.Selected is not [var selected] || selected != _element.Id) return;
        _toEnter = null;
        await QuietlyAsync(() => editor.EnterAsync(fields).AsTask());
    }

    /// <summary>The draft with what is drawn at this moment, saved or not.</summary>
    private async Task<ProcedureDraft> OnScreenAsync() => _editor is { IsOpen: true }
        ? _keeper!.Draft with { Files = _keeper.With(await ReadAsync()) }
        : _keeper!.Draft;

    private async Task ShowSightAsync(TryOutSight sight)
    {
        _sight = sight;
        if (_editor is not { IsOpen: true } editor) return;
        await editor.ShowTokensAsync(sight.Marks);
        if (sight is { Element: { } element, Line: { } line }) await editor.FollowAsync(element, line);
    }
}
