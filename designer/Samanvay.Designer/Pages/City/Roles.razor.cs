using System.Collections.Immutable;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Designer.Pages.City;

/// <summary>The duties that the city staffs, and who holds them in which order.</summary>
public sealed partial class Roles
{
    internal override string Section => "roles";

    private Role? Edited => Edit is null ? null : Setup?.Roles.GetValueOrDefault(Edit);

    private ImmutableArray<RoleHolder> EnteredHolders =>
        Posted(EditForm) is { } form ? HoldersIn(form, new RoleId(Edit ?? ""))
        : Edited is { } role ? HoldersOf(role) : [];

    internal override CityEdit RemovalOf(string id) => new RemoveRole(new RoleId(id));

    private ImmutableArray<RoleHolder> HoldersOf(Role role) => Setup!.Holders.GetValueOrDefault(role.Id.Value, []);

    private string NameOf(RoleHolder holder) =>
        Setup!.People.GetValueOrDefault(holder.Person.Value)?.Name ?? holder.Person.Value;

    private string AboutOf(RoleHolder holder) =>
        string.Join(" · ", new[] { holder.Deputy ? T["city.deputy"] : null, holder.Hours }.OfType<string>());

    private Task SaveRoleAsync()
    {
        if (Setup is null || Posted(EditForm) is not { } form) return Task.CompletedTask;
        var id = new RoleId(Edited?.Id.Value ?? form.Text("id") ?? "");
        var agency = new AgencyId(form.Text("agency") ?? "");
        var role = new Role(Setup.City.Id, id, form.Text("name") ?? "", agency, form.Text("calendar"));
        return AddOrSaveAsync(
            Edited, new SaveRole(role), new SetRoleHolders(id, CitySetup.InOrder(HoldersIn(form, id))));
    }

    private ImmutableArray<RoleHolder> HoldersIn(PostedForm form, RoleId role) =>
    [
        .. from line in Enumerable.Range(0, HolderFields.LinesMax)
           let person = form.Text($"person-{line}")
           where person is not null
           select new RoleHolder(Setup!.City.Id, role, new PersonId(person), (int)(form.Number($"order-{line}") ?? 1),
               form.Has($"deputy-{line}"))
           {
               Hours = form.Text($"hours-{line}"),
           },
    ];
}
