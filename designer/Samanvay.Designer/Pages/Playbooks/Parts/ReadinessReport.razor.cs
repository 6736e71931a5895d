using Microsoft.AspNetCore.Components;
using Samanvay.Designer.Components;
using Samanvay.Feel;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Playbooks;

namespace Samanvay.Designer.Pages.Playbooks.Parts;

/// <summary>What stands against publishing, then what should be looked at. Values that nobody has touched are many and
/// are told together.</summary>
public sealed partial class ReadinessReport
{
    [Parameter, EditorRequired]
    public PlaybookView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public CitySetup City { get; set; } = null!;

    private Readiness Readiness => View.Readiness;

    private PlaybookWords Words => new(View);

    // What is chosen already and only has to be saved is one point, however many names it binds.
    private int Proposed => Readiness.Items.Count(IsProposed);

    private bool IsProposed(ReadinessItem item) => EnteredBinding.IsProposed(View, City, item);

    private IReadOnlyList<ReadinessItem> Points =>
    [
        .. Readiness.Items.Where(item => item.Kind != ReadinessKinds.ParameterAtDefault && !IsProposed(item))
            .OrderByDescending(item => item.Severity).ThenByDescending(item => item.Kind == ReadinessKinds.Problem),
    ];

    private IReadOnlyList<PlaybookParameter> Defaults =>
    [
        .. Readiness.Items.Where(item => item.Kind == ReadinessKinds.ParameterAtDefault).Select(item => item.Subject)
            .Join(View.Manifest.Parameters, name => name, parameter => parameter.Name, (_, parameter) => parameter),
    ];

    private string NotReadySaid =>
        Points.Count(item => item.Severity == Severity.Error) + Math.Min(Proposed, 1) is var errors and not 1
        ? T["playbooks.notready", errors] : T["playbooks.notready.one"];

    // Problems in the playbook are told in the words of whoever found them.
    private string ToDo(ReadinessItem item) => T.Has($"playbooks.todo.{item.Kind}")
        ? T[$"playbooks.todo.{item.Kind}", NameOf(item)]
        : T.Say(item.Said);

    private string NameOf(ReadinessItem item) =>
        City.Devices.TryGetValue(item.Subject, out var device) ? device.Name
        : item.Kind == ReadinessKinds.LanguageMissing ? T.NameOf(item.Subject)
        : Words.Of(item.Subject);

    private static Tone ToneOf(ReadinessItem item) => item.Severity switch
    {
        Severity.Error => Tone.Error,
        Severity.Warning => Tone.Warning,
        _ => Tone.Neutral,
    };
}
