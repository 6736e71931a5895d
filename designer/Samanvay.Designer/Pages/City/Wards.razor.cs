using Samanvay.Runtime.Cities;

namespace Samanvay.Designer.Pages.City;

/// <summary>The wards' borders come as a file; their names can be mended here.</summary>
public sealed partial class Wards
{
    internal override string Section => "wards";

    private Ward? Edited => Edit is null ? null : Setup?.Wards.GetValueOrDefault(Edit);

    internal override CityEdit RemovalOf(string id) => new RemoveWard(new WardId(id));

    private Task SaveWardAsync() => Edited is { } ward && Posted(EditForm) is { } form
        ? SaveAsync(new SaveWard(ward with { Name = form.Text("name") ?? "" }))
        : Task.CompletedTask;
}
