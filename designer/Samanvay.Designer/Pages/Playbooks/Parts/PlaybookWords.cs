using System.Globalization;
using Samanvay.Runtime.Playbooks;

namespace Samanvay.Designer.Pages.Playbooks.Parts;

/// <summary>What a playbook calls its own things, in the language of the person who looks; else their bare
/// names.</summary>
internal sealed class PlaybookWords(PlaybookView view)
{
    public string Title => Find("title") ?? view.Manifest.Title;

    public string Summary => Find("summary") ?? view.Manifest.Summary;

    public string? Role(string name) => Find($"roles/{name}");

    public string? Signal(string name) => Find($"signals/{name}");

    public string? Parameter(string name) => Find($"parameters/{name}");

    /// <summary>Whatever it is, the name that people read; the bare one where there is no other.</summary>
    public string Of(string name) => Parameter(name) ?? Role(name) ?? Signal(name) ?? name;

    private string? Find(string place) => Find(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, place)
        ?? view.Manifest.Requires.Languages.Select(language => Find(language, place)).OfType<string>().FirstOrDefault();

    private string? Find(string language, string place) => view.Texts.GetValueOrDefault(language)?[place];
}
