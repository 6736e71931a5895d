using Microsoft.AspNetCore.Components;
using Samanvay.Designer.Localization;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Playbooks;

namespace Samanvay.Designer.Pages.Playbooks.Parts;

/// <summary>All names of a playbook on one page, each with what it means in this city.</summary>
public sealed partial class BindingFields
{
    [Parameter, EditorRequired]
    public PlaybookView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public CitySetup City { get; set; } = null!;

    /// <summary>What was posted and not saved; it stays entered.</summary>
    [Parameter]
    public PostedForm? Form { get; set; }

    private PlaybookWords Words => new(View);

    // Levels of this river and the like are the city's own; times mostly fit as they come.
    private IReadOnlyList<PlaybookParameter> Quantities => [.. View.Manifest.Parameters.Where(it => !IsTime(it))];

    private IReadOnlyList<PlaybookParameter> Times => [.. View.Manifest.Parameters.Where(IsTime)];

    private static bool IsTime(PlaybookParameter parameter) => parameter.Type == "duration";

    private bool IsOwn(PlaybookParameter parameter) => ParameterOf(parameter) is not null;

    private IReadOnlyList<string> Calendars =>
        [.. View.Manifest.Requires.Calendars.Where(calendar => calendar != CityCalendar.Always)];

    private IReadOnlyList<Choice> CityCalendars =>
    [
        new Choice(CityCalendar.Always, CityCalendar.Always),
        .. City.Calendars.Values.Select(calendar => new Choice(calendar.Id, calendar.Name)),
    ];

    // A city that uses the playbook's own name has most likely meant it.
    private string? RoleOf(string role) => Form is not null ? Form.Text($"role.{role}")
        : View.Binding.Roles.GetValueOrDefault(role) ?? (City.Roles.ContainsKey(role) ? role : null);

    private string? CalendarOf(string name) => Form is not null ? Form.Text($"calendar.{name}")
        : View.Binding.Calendars.GetValueOrDefault(name) ?? (City.Calendars.ContainsKey(name) ? name : null);

    // The id helps only where two roles bear one name.
    private string NameOf(Role role) => City.Roles.Values.Count(other => other.Name == role.Name) == 1
        ? role.Name : $"{role.Name} ({role.Id})";

    private string AboutOf(PlaybookSignal signal) => signal.Period is null ? T["playbooks.signal.text"]
        : $"{T["playbooks.signal.text"]} {T["playbooks.period", DurationWords.Say(T, signal.Period)]}";

    private string? ParameterOf(PlaybookParameter parameter) => Form is not null
        ? Form.Text($"parameter.{parameter.Name}") : View.Binding.Parameters.GetValueOrDefault(parameter.Name);

    private bool Chosen(PlaybookSignal signal, Device device)
    {
        if (Form is not null) return Form.Many($"signal.{signal.Name}").Contains(device.Id.Value);
        return View.Binding.Signals.TryGetValue(signal.Name, out var bound)
            ? bound.Contains(device.Id.Value) : device.Signal == signal.Name;
    }

    /// <summary>Devices that measure in the signal's unit or bear its name; those of its name first.</summary>
    private IEnumerable<Device> Fitting(PlaybookSignal signal) => City.Devices.Values
        .Where(device => device.Signal == signal.Name || device.Unit == signal.Unit || Chosen(signal, device))
        .OrderByDescending(device => device.Signal == signal.Name);
}
