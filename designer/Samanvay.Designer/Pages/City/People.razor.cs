using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Samanvay.Designer.Hosting;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Designer.Pages.City;

/// <summary>The city's people, what they may do, and how they come in. Nobody is removed: histories name
/// them.</summary>
public sealed partial class People
{
    internal const string InviteForm = "invite";

    // It stands in this one answer only: neither in an address nor anywhere that is kept.
    private string? _link;

    [Inject]
    private InvitePerson Invite { get; set; } = null!;

    internal override string Section => "people";

    private string? Invited =>
        Posted(InviteForm)?.Text("person") is { } id ? Setup?.People.GetValueOrDefault(id)?.Name : null;

    private Person? Edited => Edit is null ? null : Setup?.People.GetValueOrDefault(Edit);

    private ImmutableSortedSet<CityRole> EnteredRoles =>
        Posted(EditForm) is { } form ? RolesIn(form) : Edited?.Roles ?? [];

    private bool EnteredActive => Posted(EditForm) is { } form ? form.Has("active") : Edited?.Active ?? true;

    private IReadOnlyList<Choice> Languages =>
        [.. Setup!.City.Languages.Union(T.Languages).Select(language => new Choice(language, T.NameOf(language)))];

    private static IEnumerable<string> ContactsOf(Person person) =>
        ((string?[])[person.Phone, person.Email]).OfType<string>();

    private IEnumerable<string> DutiesOf(Person person) =>
        from pair in Setup!.Holders
        where pair.Value.Any(holder => holder.Person == person.Id)
        select Setup.Roles.GetValueOrDefault(pair.Key)?.Name ?? pair.Key;

    private async Task InviteAsync()
    {
        if (HttpContext is null || Posted(InviteForm)?.Text("person") is not { } person) return;
        _link = await Invite(HttpContext, person);
        if (_link is null) Refusal = new Samanvay.Runtime.Access.NotFound("person", person);
    }

    private Task SavePersonAsync()
    {
        if (Setup is null || Posted(EditForm) is not { } form) return Task.CompletedTask;
        var id = new PersonId(Edited?.Id.Value ?? form.Text("id") ?? "");
        var agency = form.Text("agency") is { } name ? new AgencyId(name) : (AgencyId?)null;
        var person = new Person(Setup.City.Id, id, form.Text("name") ?? "", agency, RolesIn(form))
        {
            Language = form.Text("language"),
            Email = form.Text("email"),
            Phone = form.Text("phone"),
            Active = form.Has("active"),
        };
        return AddOrSaveAsync(Edited, new SavePerson(person));
    }

    private static ImmutableSortedSet<CityRole> RolesIn(PostedForm form) =>
        [.. form.Many("access").Where(name => Enum.TryParse<CityRole>(name, out _)).Select(Enum.Parse<CityRole>)];
}
