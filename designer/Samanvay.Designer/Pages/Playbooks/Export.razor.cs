using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Samanvay.Designer.Hosting;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Playbooks;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Playbooks;

/// <summary>
/// Makes a playbook of procedures that are in force. Nothing is kept by it, so the form asks by GET: the address says
/// the whole playbook, and the file behind it is the same each time.
/// </summary>
public sealed partial class Export(PlaybookExport export, ProcedureCatalog catalog, CurrentAsker asker)
{
    private Refusal? _refusal;
    private IReadOnlyList<Choice> _procedures = [];
    private PackageFile? _file;

    [SupplyParameterFromQuery]
    public string[]? Procedure { get; set; }

    [SupplyParameterFromQuery]
    public string? Id { get; set; }

    [SupplyParameterFromQuery]
    public string? Version { get; set; }

    [SupplyParameterFromQuery]
    public string? Title { get; set; }

    [SupplyParameterFromQuery]
    public string? Summary { get; set; }

    [SupplyParameterFromQuery]
    public string? Publisher { get; set; }

    [SupplyParameterFromQuery]
    public string? Licence { get; set; }

    [CascadingParameter]
    internal HttpContext? HttpContext { get; set; }

    private IReadOnlyList<string> Chosen => Procedure ?? [];

    private string FilePath => "/playbooks/export/file" + HttpContext?.Request.QueryString;

    protected override async Task OnInitializedAsync()
    {
        if (await asker.GetAsync() is not { } who
            || !AccessPolicy.Allows(who, FrontDoorOperation.ExportPlaybook, who.City))
        {
            _refusal = new NotAllowed(FrontDoorOperation.ExportPlaybook);
            return;
        }

        _procedures = [.. (await catalog.OfAsync(who.City, CancellationToken.None)).InForce
            .Select(known => known.Version)
            .Select(version => new Choice(version.Procedure.Value, $"{version.Name} ({version.Procedure})"))];
        if (HttpContext?.Request.Query is not { } query || ExportRequest.Of(query) is not { } request) return;
        var answer = await export.OfProceduresAsync(who, request, CancellationToken.None);
        _file = (answer as Granted<PackageFile>)?.Value;
        _refusal = (answer as Refused<PackageFile>)?.Reason;
    }
}
