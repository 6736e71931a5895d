using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Samanvay.Bpmn.Layout;
using Samanvay.Designer.Hosting;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Review;

namespace Samanvay.Designer.Pages.Procedures.Review;

/// <summary>The draft's drawing with what changed marked at its place. It reads the draft by itself: a drawing is
/// longer than what a page may hand to a circuit.</summary>
public sealed partial class ReviewDiagram(ProcedureDesk desk, CurrentAsker current)
{
    private string? _xml;
    private string? _chosen;
    private IReadOnlyList<Diagnostic> _remarks = [];

    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    protected override async Task OnInitializedAsync()
    {
        if (await current.GetAsync() is not { } asker) return;
        var id = new ProcedureId(Id);
        if (await desk.OpenAsync(asker, id, CancellationToken.None) is not Granted<ProcedureDraft> { Value: var draft })
            return;
        if (await desk.CompareAsync(asker, id, CancellationToken.None)
            is Granted<ImmutableArray<Difference>> { Value: var differences })
        {
            _remarks = [.. differences.Where(difference => difference.ElementId is not null).Select(Remark)];
        }
        _xml = draft.Files.Diagram is { } diagram ? BpmnLayout.Apply(diagram) : null;
    }

    private Diagnostic Remark(Difference difference) =>
        new("", Severity.Hint, T.Say(difference.Said), Location.Element(difference.ElementId!));
}
