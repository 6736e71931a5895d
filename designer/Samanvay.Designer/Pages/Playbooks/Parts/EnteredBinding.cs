using System.Collections.Immutable;
using Samanvay.Designer.Localization;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Playbooks;

namespace Samanvay.Designer.Pages.Playbooks.Parts;

/// <summary>Reads from the form what a person chose for the names of a playbook.</summary>
internal static class EnteredBinding
{
    /// <summary>Before the id of an agency: the role is to be added there, under the playbook's own name.</summary>
    internal const string NewAt = "new@";

    public static NewBinding Of(Texts texts, PostedForm form, PlaybookView view, CitySetup city)
    {
        var needs = view.Manifest.Requires;
        var roles = RolesOf(view).Select(role => (Role: role, Target: form.Text($"role.{role}")))
            .Where(chosen => chosen.Target is not null).ToList();
        var added = roles.Where(chosen => chosen.Target!.StartsWith(NewAt, StringComparison.Ordinal))
            .Select(chosen => New(city, chosen.Role, chosen.Target![NewAt.Length..]));
        return new NewBinding(new PlaybookBinding
        {
            Roles = Sorted(roles.Select(chosen => (chosen.Role,
                chosen.Target!.StartsWith(NewAt, StringComparison.Ordinal) ? chosen.Role : chosen.Target))),
            Signals = Sorted(needs.Signals
                .Select(signal => (signal.Name, form.Many($"signal.{signal.Name}").ToImmutableArray()))
                .Where(chosen => chosen.Item2.Length > 0)),
            Calendars = Sorted(needs.Calendars.Select(name => (name, form.Text($"calendar.{name}")!))
                .Where(chosen => chosen.Item2 is not null)),
            Parameters = Sorted(view.Manifest.Parameters.Select(it => (it.Name, Entered(texts, form, it)!))
                .Where(chosen => chosen.Item2 is not null)),
        }, [.. added]);
    }

    /// <summary>Those that the manifest names, and those that only the procedures do.</summary>
    public static IReadOnlyList<string> RolesOf(PlaybookView view) =>
    [
        .. view.Manifest.Requires.Roles
            .Concat(view.Readiness.Items.Where(item => item.Kind == ReadinessKinds.RoleUnbound)
                .Select(item => item.Subject))
            .Concat(view.Binding.Roles.Keys)
            .Distinct(),
    ];

    /// <summary>Whether the form has something of the city's chosen for it already, which only has to be
    /// saved.</summary>
    public static bool IsProposed(PlaybookView view, CitySetup city, ReadinessItem item) => item.Kind switch
    {
        ReadinessKinds.RoleUnbound =>
            !view.Binding.Roles.ContainsKey(item.Subject) && city.Roles.ContainsKey(item.Subject),
        ReadinessKinds.CalendarUnbound =>
            !view.Binding.Calendars.ContainsKey(item.Subject) && city.Calendars.ContainsKey(item.Subject),
        ReadinessKinds.SignalUnbound => !view.Binding.Signals.ContainsKey(item.Subject)
            && city.Devices.Values.Any(device => device.Signal == item.Subject),
        _ => false,
    };

    // Lengths of time are written in words and kept in the standard's form.
    private static string? Entered(Texts texts, PostedForm form, PlaybookParameter parameter) =>
        form.Text($"parameter.{parameter.Name}") is { } text && parameter.Type == "duration"
            ? DurationWords.Read(texts, text)
            : form.Text($"parameter.{parameter.Name}");

    private static Role New(CitySetup city, string role, string agency) =>
        new(city.City.Id, new RoleId(role), role, new AgencyId(agency));

    private static ImmutableSortedDictionary<string, T> Sorted<T>(IEnumerable<(string Name, T Value)> chosen) =>
        chosen.ToImmutableSortedDictionary(it => it.Name, it => it.Value, StringComparer.Ordinal);
}
