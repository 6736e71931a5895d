using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Cities;

/// <summary>Tells the engine who answers for which role, by the city's own names and by those that are bound to
/// them.</summary>
internal static class CityDirectory
{
    public static ResponderDirectory Of(CitySetup setup)
    {
        var roles = setup.Roles.Values.ToImmutableSortedDictionary(
            role => role.Id.Value, role => Holders(setup, role), StringComparer.Ordinal);
        var bound = from binding in setup.Bindings.Values
                    where binding.Kind == BindingKind.Role && binding.Targets is [_, ..]
                    let holders = roles.GetValueOrDefault(binding.Targets[0])
                    where holders is not null
                    select KeyValuePair.Create(binding.Name, holders with { Role = binding.Name });
        return new ResponderDirectory(roles.SetItems(bound))
        {
            Heads = setup.Agencies.Keys.ToImmutableSortedDictionary(
                agency => agency, agency => Heads(setup, agency), StringComparer.Ordinal),
            DutyOfficers = [.. DutyOfficers(setup).Select(person => person.Id.Value)],
        };
    }

    /// <summary>The hours of holders, as calendars that the engine can ask.</summary>
    public static IEnumerable<BusinessCalendar> HourCalendars(CitySetup setup) =>
        setup.Holders.Values.SelectMany(holders => holders).Select(holder => holder.Hours).OfType<string>().Distinct()
            .Select(hours => WeeklyHours.Parse(hours, setup.City.Zone)).OfType<BusinessCalendar>();

    private static RoleHolders Holders(CitySetup setup, Role role)
    {
        var holders = setup.Holders.GetValueOrDefault(role.Id.Value, [])
            .Where(holder => setup.People.TryGetValue(holder.Person.Value, out var person) && person.Active)
            .ToLookup(holder => holder.Deputy);
        return new RoleHolders(role.Id.Value, role.Agency.Value,
            [.. holders[false].Select(Responder)], [.. holders[true].Select(Responder)]);

        Responder Responder(RoleHolder holder) => new(
            holder.Person.Value, holder.Hours is { } hours ? WeeklyHours.CalendarId(hours) : role.Calendar);
    }

    private static RoleHolders Heads(CitySetup setup, string agency) => new(
        ResponderDirectory.OwnerHead, agency,
        [.. Supervisors(setup).Where(person => person.Agency?.Value == agency)
            .Select(person => new Responder(person.Id.Value, null))],
        []);

    // A duty officer stands above the agencies: a supervisor who also operates the control room; else every supervisor.
    private static IEnumerable<Person> DutyOfficers(CitySetup setup)
    {
        var operators = Supervisors(setup).Where(person => person.Roles.Contains(CityRole.Operator)).ToList();
        return operators is [] ? Supervisors(setup) : operators;
    }

    private static IEnumerable<Person> Supervisors(CitySetup setup) =>
        setup.People.Values.Where(person => person.Active && person.Roles.Contains(CityRole.Supervisor));
}
