using Microsoft.AspNetCore.Components;
using Samanvay.Designer.Components.Diagram;

namespace Samanvay.Designer.Pages.Procedures.Editing;

/// <summary>The ladders of a procedure, each a list of levels that fire one after the other.</summary>
public sealed partial class LadderFields
{
    private static readonly string[] BasisNames = ["ack", "resolve"];

    [Parameter, EditorRequired]
    public ElementSummary Element { get; set; } = null!;

    [Parameter, EditorRequired]
    public EditorChoices Choices { get; set; } = null!;

    [Parameter]
    public EventCallback<ElementPatch> Patch { get; set; }

    private IReadOnlyList<SopElement> Ladders => [.. Element.Of(SopElements.Ladder)];

    private IEnumerable<KeyValuePair<string, string>> Bases =>
        BasisNames.Select(basis => KeyValuePair.Create(basis, T["procedures.ladder.basis." + basis]));

    private string BasisOf(SopElement ladder) => ladder.Read("basis") is { Length: > 0 } basis
        ? T["procedures.ladder.basis." + basis]
        : "–";

    private Task AddAsync() => SendAsync(Ladders.Append(new SopElement
    {
        ["id"] = $"ladder-{Ladders.Count + 1}",
        ["basis"] = "ack",
        ["levels"] = new List<SopElement> { NewLevel("PT5M") },
    }));

    private Task RemoveAsync(int index) => SendAsync(Ladders.Where((_, at) => at != index));

    private Task ChangeAsync(int index, SopElement changed) =>
        SendAsync(Ladders.Select((ladder, at) => at == index ? changed : ladder));

    private Task AddLevelAsync(int index) => ChangeAsync(
        index, Ladders[index].With("levels", Ladders[index].Children("levels").Append(NewLevel("PT15M")).ToList()));

    /// <summary>Without the level when it is null.</summary>
    private Task ChangeLevelAsync(int index, int place, SopElement? changed)
    {
        var levels = Ladders[index].Children("levels");
        var after = levels.Select((level, at) => at == place ? changed : level).OfType<SopElement>().ToList();
        return ChangeAsync(index, Ladders[index].With("levels", after));
    }

    private Task SendAsync(IEnumerable<SopElement> ladders) =>
        Patch.InvokeAsync(SopElements.Replacing(SopElements.Ladder, ladders));

    private static SopElement NewLevel(string after) => new()
    {
        ["after"] = after,
        ["targets"] = "owner.head",
        ["action"] = "notify",
    };
}
