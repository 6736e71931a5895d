using System.Text;
using Microsoft.AspNetCore.Components;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Cities.Files;

namespace Samanvay.Designer.Pages.City.Parts;

/// <summary>Brings in a file in two steps: first it is shown what the file would do, then it is saved as it was
/// shown.</summary>
public sealed partial class ImportBox
{
    internal const string PreviewForm = "preview";
    internal const string ConfirmedForm = "import";

    private FilePreview? _preview;
    private string? _text;
    private bool _empty;

    [Parameter, EditorRequired]
    public CityPage Page { get; set; } = null!;

    [Parameter, EditorRequired]
    public CityFileKind Kind { get; set; }

    private IReadOnlyList<ImportLine> Lines => [.. _preview!.Edits.Select(edit => ImportLine.Of(edit, Page.Setup!))];

    private IEnumerable<Ward> Wards => _preview!.Edits.OfType<SaveWard>().Select(edit => edit.Ward);

    // What was typed stays, so that it can be corrected where it stands; a file is corrected at its own place.
    private string? Pasted => Page.Posted(PreviewForm) is { } form ? form.Whole("text") : null;

    private string Counts(FilePreview preview) => T[
        "city.import.counts", preview.Added, preview.Changed, preview.Unchanged, preview.Problems.Length];

    private async Task PreviewAsync()
    {
        if (Page is not { Who: { } who } || Page.Posted(PreviewForm) is not { } form) return;
        _text = await TextOfAsync(form);
        _empty = string.IsNullOrWhiteSpace(_text);
        if (_empty) return;
        var answer = await Page.Desk.PreviewAsync(who, Kind, _text, CancellationToken.None);
        _preview = (answer as Granted<FilePreview>)?.Value;
        Page.Refusal = (answer as Refused<FilePreview>)?.Reason;
        if (Page.Refusal is not null) Page.ShowAgain();
    }

    // The file is read against the present set-up once more: somebody may have changed the city since the preview.
    private async Task ImportAsync()
    {
        if (Page is not { Who: { } who } || Page.Posted(ConfirmedForm) is not { } form) return;
        _text = form.Whole("text");
        switch (await Page.Desk.ImportAsync(who, Kind, _text, CancellationToken.None))
        {
            case Refused<CitySetup> { Reason: Invalid }:
                _preview = CityFile.Read(Kind, _text, Page.Setup!);
                break;
            case Refused<CitySetup> refused:
                Page.Refusal = refused.Reason;
                Page.ShowAgain();
                break;
            default:
                Page.Address.NavigateTo($"{Page.Here}?saved=true");
                break;
        }
    }

    private static async Task<string> TextOfAsync(PostedForm form)
    {
        if (form.Files.GetFile("file") is not { Length: > 0 } file) return form.Whole("text");
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
