using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Samanvay.Feel;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Playbooks.Package;

namespace Samanvay.Runtime.Playbooks;

/// <summary>Reads and writes <c>playbook.json</c>. <c>templates/playbook.schema.json</c> says the same for other
/// tools.</summary>
public static partial class ManifestJson
{
    private const int TextMax = 4000;

    public static Parsed<PlaybookManifest> Read(string text)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(text, ManifestContext.Default.PlaybookManifest);
            if (manifest is null) return Refused("It is empty.");
            var problems = Check(manifest).Select(message => Problem(message)).ToImmutableArray();
            return new(problems.IsEmpty ? manifest : null, problems);
        }
        catch (JsonException problem)
        {
            var place = problem.Path is { Length: > 1 } path ? $" at {path[2..]}" : "";
            return Refused($"It can not be read{place}.", (int?)problem.LineNumber + 1);
        }
    }

    public static string Write(PlaybookManifest manifest)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n" };
        using (var writer = new Utf8JsonWriter(buffer, options))
            JsonSerializer.Serialize(writer, manifest, ManifestContext.Default.PlaybookManifest);
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static IEnumerable<Sentence> Check(PlaybookManifest manifest)
    {
        if (manifest.Samanvay != "1")
            yield return $"It needs format version {manifest.Samanvay}; this product reads 1.";
        if (!Id().IsMatch(manifest.Id))
            yield return $"The id {manifest.Id} is not a reverse domain like org.example.flood.";
        if (!Version().IsMatch(manifest.Version)) yield return $"The version {manifest.Version} is not like 1.2.3.";
        if (manifest.Title.Length is < 3 or > 200) yield return "The title has 3 to 200 characters.";
        if (manifest.Summary.Length > TextMax) yield return $"The summary has at most {TextMax} characters.";
        if (manifest.Severity is { } severity && !IsRange(severity))
            yield return "The severity range is 1 to 5, the worst first.";
        if (manifest.Requires.Languages.IsDefaultOrEmpty || !manifest.Requires.Languages.All(CityRules.IsLanguage))
            yield return "It names at least one language, like en.";
        if (manifest.Changelog.IsEmpty) yield return "The changelog has at least the first version.";
        foreach (var parameter in manifest.Parameters)
        {
            if (!ParameterName().IsMatch(parameter.Name))
                yield return $"{parameter.Name} is not a name for a parameter.";
            if (parameter.Type is not ("number" or "duration"))
                yield return $"The parameter {parameter.Name} is a number or a duration, not a {parameter.Type}.";
        }
    }

    private static bool IsRange(SeverityRange range) =>
        range is { Worst: >= 1, Mildest: <= 5 } && range.Worst <= range.Mildest;

    private static Parsed<PlaybookManifest> Refused(Sentence message, int? line = null) =>
        new(null, [Problem(message, line)]);

    private static Diagnostic Problem(Sentence message, int? line = null) => Diagnostic.Error(
        "PLAY001", $"The manifest playbook.json is not as it must be. {message}",
            new Location(PackageFiles.Manifest, Line: line));

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 100)]
    private static partial Regex Id();

    [GeneratedRegex(@"^[0-9]+\.[0-9]+\.[0-9]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Version();

    [GeneratedRegex("^[a-z][A-Za-z0-9]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex ParameterName();
}

/// <summary>A value that is written as a number or as a text; kept as it is written.</summary>
internal sealed class NumberOrText : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.String => reader.GetString()!,
            _ => throw new JsonException(),
        };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(value);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 16,
    AllowDuplicateProperties = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlaybookManifest))]
[JsonSerializable(typeof(PlaybookBinding))]
internal sealed partial class ManifestContext : JsonSerializerContext;
