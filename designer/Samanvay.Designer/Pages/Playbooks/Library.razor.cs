using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Samanvay.Designer.Hosting;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Playbooks;
using Samanvay.Runtime.Playbooks.Package;

namespace Samanvay.Designer.Pages.Playbooks;

/// <summary>The playbooks that the city has, those that come with the product, and the way in for others.</summary>
public sealed partial class Library(
    PlaybookDesk desk, TemplateFolder folder, CurrentAsker asker, NavigationManager address)
{
    private const string ImportForm = "import";
    private const string TemplateForm = "template";
    private const int Mebi = 1024 * 1024;

    private Asker? _who;
    private Refusal? _refusal;
    private IReadOnlyList<PlaybookLine>? _lines;
    private IReadOnlyList<Template> _templates = [];
    private bool _mayImport;
    private bool _mayExport;

    [CascadingParameter]
    internal HttpContext? HttpContext { get; set; }

    private static PackageLimits Limits => PackageLimits.Default;

    private string LimitsSaid => T[
        "playbooks.import.text", Limits.PackedBytesMax / Mebi, Limits.UnpackedBytesMax / Mebi, Limits.EntriesMax];

    internal static string PathOf(PlaybookName name) =>
        $"/playbooks/{Uri.EscapeDataString(name.Id)}/{Uri.EscapeDataString(name.Version)}";

    protected override async Task OnInitializedAsync()
    {
        _who = await asker.GetAsync();
        if (_who is null) _refusal = new NotAllowed(FrontDoorOperation.ViewPlaybooks);
        if (_who is null) return;
        var answer = await desk.ListAsync(_who, CancellationToken.None);
        _refusal = (answer as Refused<ImmutableArray<PlaybookLine>>)?.Reason;
        if (answer is not Granted<ImmutableArray<PlaybookLine>> { Value: var lines }) return;
        _lines = [.. lines.OrderBy(line => line.Title, StringComparer.CurrentCulture)
            .ThenByDescending(line => line.ImportedAt)];
        _mayImport = AccessPolicy.Allows(_who, FrontDoorOperation.ImportPlaybook, _who.City);
        _mayExport = AccessPolicy.Allows(_who, FrontDoorOperation.ExportPlaybook, _who.City);
        _templates = [.. folder.Names.Select(Open).OfType<Template>()
            .Where(template => _lines.All(line => line.Digest != template.Digest))];
    }

    private Template? Open(string name) =>
        folder.Read(name)?.Value is { } files && Playbook.Read(files).Value is { Manifest: var manifest } playbook
            ? new Template(name, manifest.Title, manifest.Version, playbook.Digest)
            : null;

    private async Task TakeAsync()
    {
        if (_who is null || Form?.Text("template") is not { } name || folder.Read(name)?.Value is not { } files) return;
        Follow(await desk.ImportTemplateAsync(_who, files, CancellationToken.None));
    }

    private async Task ImportAsync()
    {
        if (_who is null || Form?.Files.GetFile("package") is not { } file) return;
        // The limit is checked before the file is held in memory.
        var length = (int)Math.Min(file.Length, Limits.PackedBytesMax + 1);
        var package = new byte[length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(package);
        Follow(await desk.ImportAsync(_who, package, CancellationToken.None));
    }

    private void Follow(Answer<PlaybookLine> answer)
    {
        _refusal = (answer as Refused<PlaybookLine>)?.Reason;
        if (answer is Granted<PlaybookLine> { Value: var line }) address.NavigateTo(PathOf(line.Name));
    }

    private PostedForm? Form =>
        HttpContext?.Request is { HasFormContentType: true, Form: var fields } ? new(fields) : null;

    private sealed record Template(string Folder, string Title, string Version, string Digest);
}
