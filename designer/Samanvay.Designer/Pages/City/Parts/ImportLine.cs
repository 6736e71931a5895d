using Samanvay.Runtime.Cities;

namespace Samanvay.Designer.Pages.City.Parts;

/// <summary>What one edit of a file would do, as a person reads it before saving.</summary>
/// <param name="Change">The last part of a text's key: <c>added</c>, <c>changed</c> or <c>unchanged</c>.</param>
public sealed record ImportLine(string Id, string Name, string Change)
{
    public static ImportLine Of(CityEdit edit, CitySetup setup) => edit switch
    {
        SaveAgency { Agency: var it } => Line(it.Id.Value, it.Name, setup.Agencies.GetValueOrDefault(it.Id.Value), it),
        SaveRole { Role: var it } => Line(it.Id.Value, it.Name, setup.Roles.GetValueOrDefault(it.Id.Value), it),
        SavePerson { Person: var it } => Line(it.Id.Value, it.Name, setup.People.GetValueOrDefault(it.Id.Value), it),
        SaveDevice { Device: var it } => Line(it.Id.Value, it.Name, setup.Devices.GetValueOrDefault(it.Id.Value), it),
        SaveWard { Ward: var it } => Line(it.Id.Value, it.Name, setup.Wards.GetValueOrDefault(it.Id.Value), it),
        SetRoleHolders set => new(set.Role.Value, string.Join(", ", set.Holders.Select(holder => holder.Person)),
            set.Holders.SequenceEqual(setup.Holders.GetValueOrDefault(set.Role.Value, [])) ? "unchanged" : "holders"),
        _ => throw new System.Diagnostics.UnreachableException($"No line for {edit.GetType().Name}."),
    };

    private static ImportLine Line(string id, string name, object? before, object after) =>
        new(id, name, before is null ? "added" : before.Equals(after) ? "unchanged" : "changed");
}
