using Microsoft.AspNetCore.Http;
using Samanvay.Bpmn.Layout;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Procedures;

/// <summary>Begins a procedure from a form: empty, or with a diagram that somebody drew elsewhere.</summary>
internal static class NewProcedurePost
{
    private const long BytesMax = 8 * 1024 * 1024;

    public static async Task<Answer<ProcedureDraft>> CreateAsync(
        ProcedureDesk desk, Asker asker, IFormCollection form, CancellationToken cancellation)
    {
        var (id, name) = (Text(form, "id"), Text(form, "name"));
        // A browser sends an unnamed, empty file where none was chosen.
        if (form.Files.GetFile("file") is not { FileName.Length: > 0 } file)
        {
            var bare = new NewProcedure(new ProcedureId(id ?? IdOf(name)), name ?? "");
            return await desk.CreateAsync(asker, bare, cancellation);
        }

        if (!AccessPolicy.Allows(asker, FrontDoorOperation.EditDraft, asker.City))
            return new NotAllowed(FrontDoorOperation.EditDraft);
        if (file.Length > BytesMax) return new Invalid("file", "The file is larger than 8 MB.");
        return Read(await TextAsync(file, cancellation), id, name) switch
        {
            { Value: { } request } => await desk.CreateAsync(asker, request, cancellation),
            { Problems: var problems } => new HasProblems([.. problems]),
        };
    }

    private static Parsed<NewProcedure> Read(string text, string? id, string? name)
    {
        var parsed = BpmnReader.Read(text);
        if (parsed.Value is null) return new(null, parsed.Problems);
        if (parsed.Value is not { Processes: [var process, ..] })
            return new(null, [Diagnostic.Error("BPMN004", "The file holds no process. Export the diagram again.")]);
        var title = process.Name is { Length: > 0 } own ? own : process.Id;
        return new(new NewProcedure(
            new ProcedureId(id ?? OwnId(process.Id, name)), name ?? title, BpmnLayout.Apply(text)), []);
    }

    // Many tools make ids that can not be a short name: then the name that a person gave makes one.
    private static string OwnId(string process, string? name) =>
        IdText.IsValid(process) || IdOf(name).Length == 0 ? process : IdOf(name);

    // The file says itself how it is encoded; the mark at its beginning is believed before that.
    private static async Task<string> TextAsync(IFormFile file, CancellationToken cancellation)
    {
        using var reader = new StreamReader(file.OpenReadStream());
        return await reader.ReadToEndAsync(cancellation);
    }

    private static string? Text(IFormCollection form, string field) =>
        form[field].ToString().Trim() is { Length: > 0 } text ? text : null;

    // "River flood 2" becomes river-flood-2; a name without Latin letters needs an id from its author.
    private static string IdOf(string? name) => string.Join('-', (name ?? "").ToLowerInvariant()
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit))).Where(word => word.Length > 0));
}
