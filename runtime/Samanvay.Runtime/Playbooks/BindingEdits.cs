using Samanvay.Runtime.Cities;

namespace Samanvay.Runtime.Playbooks;

/// <summary>Says a playbook's binding in the city's own words: a name means the same in all procedures of the
/// city.</summary>
internal static class BindingEdits
{
    public static IEnumerable<CityEdit> Of(CitySetup city, Playbook playbook, PlaybookBinding binding) =>
    [
        .. binding.Roles.SelectMany(pair => Name(city, BindingKind.Role, pair.Key, pair.Value)),
        .. binding.Calendars.SelectMany(pair => Name(city, BindingKind.Calendar, pair.Key, pair.Value)),
        .. from procedure in playbook.Procedures.Keys
           from signal in binding.Signals
           let name = Binding.SignalName(procedure, signal.Key)
           select new SaveBinding(new Binding(city.City.Id, BindingKind.Signal, name, signal.Value)),
    ];

    /// <summary>A name that stands for itself needs no binding; an earlier one is taken away.</summary>
    private static IEnumerable<CityEdit> Name(CitySetup city, BindingKind kind, string name, string target)
    {
        if (name != target) yield return new SaveBinding(new Binding(city.City.Id, kind, name, [target]));
        else if (city.Bindings.ContainsKey(Binding.KeyOf(kind, name))) yield return new RemoveBinding(kind, name);
    }
}
