using Microsoft.AspNetCore.Http;
using Samanvay.Runtime.Playbooks;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Playbooks;

/// <summary>Reads a playbook to be made from an address; the page and the file behind it read the same.</summary>
internal static class ExportRequest
{
    public static NewPlaybook? Of(IQueryCollection query)
    {
        var procedures = query["procedure"].OfType<string>().Where(name => name.Length > 0).ToList();
        if (procedures is [] || Text("id") is not { } id || Text("title") is not { } title) return null;
        if (Text("publisher") is not { } publisher || Text("licence") is not { } licence) return null;
        var ids = procedures.Select(name => new ProcedureId(name));
        return new NewPlaybook(id, Text("version") ?? "1.0.0", title, [.. ids])
        {
            Summary = Text("summary") ?? title,
            Publisher = publisher,
            Licence = licence,
        };

        string? Text(string field) => query[field].ToString().Trim() is { Length: > 0 } text ? text : null;
    }
}
