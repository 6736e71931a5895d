using Microsoft.AspNetCore.Components;
using Samanvay.Designer.Components.Diagram;
using Samanvay.Designer.Localization;

namespace Samanvay.Designer.Pages.Procedures.Editing;

/// <summary>What can be said of the chosen element. Every field sends one patch when it is left, so that each is one
/// step of undo.</summary>
public sealed partial class ElementProperties
{
    private const string Instruction = "instruction";

    [Parameter, EditorRequired]
    public ElementSummary Element { get; set; } = null!;

    [Parameter, EditorRequired]
    public EditorChoices Choices { get; set; } = EditorChoices.None;

    [Parameter]
    public EventCallback<ElementPatch> Patch { get; set; }

    /// <summary>Heard with another element and what to change of it.</summary>
    [Parameter]
    public EventCallback<(string Element, ElementPatch Patch)> PatchOther { get; set; }

    [Parameter]
    public EventCallback<string> Choose { get; set; }

    private IEnumerable<string> Others => T.Languages.Where(language => language != Texts.Fallback);

    private string RoleHelp => Element.Role is { } role && Choices.Roles.GetValueOrDefault(role) is { Length: > 0 } name
        ? name
        : Element.Lane is { } lane ? T["procedures.prop.role.lane", lane] : T["procedures.prop.role.help"];

    private bool IsFlow => Element.Type == "bpmn:SequenceFlow";

    private bool IsStep => Element.Type is "bpmn:UserTask" or "bpmn:ManualTask" or "bpmn:Task";

    private bool IsAutomatic => Element.Type is "bpmn:ServiceTask" or "bpmn:SendTask";

    private bool HasServiceLevels => IsStep
        || Element.Type is "bpmn:SubProcess" or "bpmn:CallActivity" or "bpmn:Process" or "bpmn:ReceiveTask";
}
