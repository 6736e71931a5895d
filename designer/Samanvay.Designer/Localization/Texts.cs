using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Samanvay.Feel;
using Samanvay.Runtime.Access;

namespace Samanvay.Designer.Localization;

/// <summary>
/// Every word on the screens, by key, in the language of the person who looks. A language is added by adding its
/// resource files.
/// </summary>
public sealed class Texts
{
    private const string Prefix = "Texts/";
    private const string SentencePrefix = "Sentences/";
    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _languages = Load(Prefix);
    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _sentences = Load(SentencePrefix);

    public const string Fallback = "en";

    /// <summary>The languages that there are resources for, the fallback first.</summary>
    public IReadOnlyList<string> Languages =>
        [Fallback, .. _languages.Keys.Where(key => key != Fallback).Order(StringComparer.Ordinal)];

    /// <summary>
    /// The text in the present language, else in English, else the key itself, so that a gap is seen and not hidden.
    /// </summary>
    public string this[string key] => Find(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, key);

    public string this[string key, params object?[] values] =>
        string.Format(CultureInfo.CurrentCulture, this[key], values);

    /// <summary>A language says its own name where the screens speak it; else its code must do.</summary>
    public string NameOf(string language) =>
        _languages.ContainsKey(language) ? Find(language, "shell.language.name") : language;

    /// <summary>Whether there is such a text; asked where a key is made of what came from outside.</summary>
    public bool Has(string key) => _languages[Fallback].ContainsKey(key);

    /// <summary>Why the runtime said no, in the present language.</summary>
    public string Say(Refusal refusal) => Say(refusal.Said);

    public string Say(FieldProblem problem) => Say(problem.Said);

    /// <summary>What the runtime says, in the present language: found by its English template; without a translation
    /// in English.</summary>
    public string Say(Sentence said)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var template = _sentences.GetValueOrDefault(language)?.GetValueOrDefault(said.Template) ?? said.Template;
        object[] values = [.. said.Values.Select(value => value as string ?? Say((Sentence)value))];
        return string.Format(CultureInfo.CurrentCulture, template, values);
    }

    /// <summary>The templates that a language has words for.</summary>
    internal IReadOnlyDictionary<string, string> SentencesIn(string language) => _sentences[language];

    /// <summary>The texts whose key begins so, with their whole keys: what the browser's side is given.</summary>
    public IReadOnlyDictionary<string, string> Under(string prefix) => _languages[Fallback].Keys
        .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(key => key, key => this[key]);

    internal IEnumerable<string> KeysOf(string language) => _languages[language].Keys;

    internal string Find(string language, string key) =>
        _languages.TryGetValue(language, out var texts) && texts.TryGetValue(key, out var text) ? text
        : _languages[Fallback].GetValueOrDefault(key, key);

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Load(string prefix)
    {
        var resources = typeof(Texts).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal));
        return resources.GroupBy(name => name[(name.LastIndexOfAny(['.', '/']) + 1)..])
            .ToFrozenDictionary(language => language.Key, language => language.SelectMany(Read).ToFrozenDictionary());
    }

    private static Dictionary<string, string> Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize(stream, TextsJson.Default.DictionaryStringString)!;
    }
}
