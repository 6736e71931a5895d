using Microsoft.AspNetCore.Http;
using Samanvay.Bpmn.Layout;
using Samanvay.Bpmn.Xml;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Procedures;

/// <summary>Begins a procedure from a form: empty, or with a diagram that somebody drew elsewhere.</summary>
internal static class NewProcedurePost
{
    private const long BytesMax = 8 * 1024 * 1024;

    public static async Task<string> CreateAsync(ProcedurePost post)
    {
        if (await ReadAsync(post) is not { } request) return "/procedures?problem=invalid&field=file";
        var answer = await post.Desk.CreateAsync(post.Asker, request, post.Cancellation);
        return answer is Granted<ProcedureDraft> { Value: var draft }
            ? $"/procedures/{draft.Id}"
            : ProcedureEndpoints.After(answer, "/procedures", "");
    }

    /// <summary>Absent when the file is not BPMN.</summary>
    private static async Task<NewProcedure?> ReadAsync(ProcedurePost post)
    {
        var (id, name) = (post.Text("id"), post.Text("name"));
        if (post.Form.Files.GetFile("file") is not { Length: > 0 } file)
            return new NewProcedure(new ProcedureId(id ?? IdOf(name)), name ?? "");
        if (file.Length > BytesMax) return null;
        var text = await TextAsync(file, post.Cancellation);
        if (BpmnReader.Read(text).Value is not { Processes: [var process, ..] }) return null;
        var own = process.Id;
        return new NewProcedure(
            new ProcedureId(id ?? own), name ?? (process.Name is { Length: > 0 } title ? title : own),
            BpmnLayout.Apply(text));
    }

    private static async Task<string> TextAsync(IFormFile file, CancellationToken cancellation)
    {
        using var reader = new StreamReader(file.OpenReadStream());
        return await reader.ReadToEndAsync(cancellation);
    }

    // "River flood 2" becomes river-flood-2; a name without Latin letters needs an id from its author.
    private static string IdOf(string? name) => string.Join('-', (name ?? "").ToLowerInvariant()
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit))).Where(word => word.Length > 0));
}
