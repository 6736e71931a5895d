using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Designer.Pages.City;

/// <summary>The agencies that answer for roles.</summary>
public sealed partial class Agencies
{
    internal override string Section => "agencies";

    private Agency? Edited => Edit is null ? null : Setup?.Agencies.GetValueOrDefault(Edit);

    internal override CityEdit RemovalOf(string id) => new RemoveAgency(new AgencyId(id));

    private Task SaveAgencyAsync()
    {
        if (Setup is null || Posted(EditForm) is not { } form) return Task.CompletedTask;
        var id = new AgencyId(Edited?.Id.Value ?? form.Text("id") ?? "");
        return AddOrSaveAsync(Edited, new SaveAgency(new Agency(Setup.City.Id, id, form.Text("name") ?? "")
        {
            Phone = form.Text("phone"),
        }));
    }
}
