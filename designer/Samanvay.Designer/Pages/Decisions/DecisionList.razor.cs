using System.Collections.Immutable;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures.Decisions;

namespace Samanvay.Designer.Pages.Decisions;

/// <summary>Every decision that the city's procedures take, with what was found in it.</summary>
public sealed partial class DecisionList(DecisionDesk desk, CurrentAsker current)
{
    private IReadOnlyList<DecisionLine> _lines = [];
    private Refusal? _refusal;

    protected override async Task OnInitializedAsync()
    {
        if (await current.GetAsync() is not { } asker) return;
        var answer = await desk.ListAsync(asker, CancellationToken.None);
        _refusal = (answer as Refused<ImmutableArray<DecisionLine>>)?.Reason;
        if (answer is Granted<ImmutableArray<DecisionLine>> { Value: var lines }) _lines = lines;
    }

    private string About(DecisionLine line) => line switch
    {
        { IsUnreadable: true } => T["procedures.decisions.unreadable"],
        { Table: { } table } => T["procedures.decisions.table", table.Rules.Length, DecisionWords.HitPolicy(T, table)],
        _ => T["procedures.decisions.other"],
    };
}
