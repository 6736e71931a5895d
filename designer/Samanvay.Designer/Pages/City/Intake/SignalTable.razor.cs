using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Samanvay.Adapters;
using Samanvay.Designer.Components;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.City.Intake;

/// <summary>The last signals of each device, those that are silent first.</summary>
public sealed partial class SignalTable
{
    private const string Never = "never";
    private const string Silent = "silent";
    private const string Fresh = "fresh";
    private const string Heard = "heard";
    private const int ShownMax = 500;

    private static readonly string[] States = [Silent, Never, Fresh, Heard];

    private List<DeviceLine> _shown = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<DeviceLine> Lines { get; set; } = [];

    [Parameter, EditorRequired]
    public string Zone { get; set; } = "";

    /// <summary>By the city's clock.</summary>
    [Parameter, EditorRequired]
    public Instant Now { get; set; }

    [Parameter]
    public string? Words { get; set; }

    [Parameter]
    public string? State { get; set; }

    protected override void OnParametersSet() => _shown =
    [
        .. Lines.Where(line => string.IsNullOrEmpty(State) || StateOf(line) == State).Where(IsSought)
            .OrderBy(line => Array.IndexOf(States, StateOf(line)))
            .ThenBy(line => line.Name, StringComparer.CurrentCulture),
    ];

    private bool IsSought(DeviceLine line) => string.IsNullOrWhiteSpace(Words)
        || Words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
            new[] { line.Id, line.Name, line.Signal, line.WardName ?? "" }
                .Any(text => text.Contains(word, StringComparison.CurrentCultureIgnoreCase)));

    // A device that no rule listens to is never silent: nobody has said how often it should speak.
    private static string StateOf(DeviceLine line) => line switch
    {
        { LastSeenAt: null } => Never,
        { Silent: true } => Silent,
        { Patience: null } => Heard,
        _ => Fresh,
    };

    private static Tone ToneOf(DeviceLine line) => StateOf(line) switch
    {
        Never => Tone.Neutral,
        Silent => Tone.Warning,
        Fresh => Tone.Ok,
        _ => Tone.Neutral,
    };

    private string Value(decimal? value, string unit, Instant? at) => at is null ? ""
        : value is { } number ? string.Create(CultureInfo.CurrentCulture, $"{number:0.######} {unit}")
        : T["city.signals.novalue"];

    private string Basis(ReadingLine reading) =>
        reading.Basis == TimeBasis.Observed ? "" : $"({T["city.signals.basis." + reading.Basis]})";

    private string At(Instant at) => CityTimeText.Of(at, Zone);

    private string Age(Instant at) => RemainingTime.Say(Duration.Max(Now - at, Duration.Zero), T["shell.units"]);
}
