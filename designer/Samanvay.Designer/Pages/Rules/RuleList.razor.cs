using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Samanvay.Designer.Hosting;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules;

/// <summary>Every rule by which the city's procedures see a situation, and a way to a new one.</summary>
public sealed partial class RuleList(
    RuleDesk desk, ProcedureDesk procedures, CurrentAsker current, NavigationManager navigation)
{
    private IReadOnlyList<RuleLine> _lines = [];
    private IReadOnlyList<(string Id, string Name)> _procedures = [];
    private IReadOnlyList<string> _signals = [];
    private Refusal? _refusal;
    private bool _canEdit;
    private bool _isTaken;

    /// <summary>Of a new rule, as the form asks for it.</summary>
    [SupplyParameterFromQuery(Name = "procedure")]
    public string? NewOf { get; set; }

    [SupplyParameterFromQuery(Name = "name")]
    public string? NewName { get; set; }

    [SupplyParameterFromQuery(Name = "signal")]
    public string? NewSignal { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (await current.GetAsync() is not { } asker) return;
        var answer = await desk.ListAsync(asker, CancellationToken.None);
        _refusal = (answer as Refused<ImmutableArray<RuleLine>>)?.Reason;
        if (answer is Granted<ImmutableArray<RuleLine>> { Value: var lines }) _lines = lines;
        _canEdit = AccessPolicy.Allows(asker, FrontDoorOperation.EditDraft, asker.City);
        if (!_canEdit) return;
        if (await procedures.ListAsync(asker, CancellationToken.None)
            is Granted<ImmutableArray<ProcedureLine>> { Value: var all })
        {
            _procedures = [.. all.Select(line => (line.Id.Value, line.Name))];
        }

        if (await desk.SignalsAsync(asker, CancellationToken.None)
            is Granted<ImmutableArray<string>> { Value: var signals })
        {
            _signals = signals;
        }

        if (NewOf is { } procedure && NewName is { } name) Begin(procedure, name);
    }

    private void Begin(string procedure, string name)
    {
        var path = $"{ProcedureFiles.Situations}{name}.json";
        _isTaken = _lines.Any(line => line.Procedure.Value == procedure && line.Path == path);
        if (_isTaken) return;
        navigation.NavigateTo($"/rules/new?procedure={Uri.EscapeDataString(procedure)}"
            + $"&name={Uri.EscapeDataString(name)}&signal={Uri.EscapeDataString(NewSignal ?? "")}");
    }

    private string About(RuleLine line) => line.Reading switch
    {
        { Rule: { } rule } => rule.Levels.Length == 1
            ? T["rules.line.one", rule.Signal, rule.Unit]
            : T["rules.line", rule.Signal, rule.Unit, rule.Levels.Length],
        { Alert: not null } => T["rules.line.alert"],
        _ => "",
    };
}
