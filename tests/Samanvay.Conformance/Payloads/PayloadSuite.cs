using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Samanvay.Adapters;

namespace Samanvay.Conformance.Payloads;

/// <summary>Messages that others published, judged one by one: the good ones are taken, the bad ones are refused by the
/// clause that they break, and what is mapped is what the message says.</summary>
/// <remarks>The verdicts are our own and stand in <c>payloads.json</c>, with the clause of the standard. A file that is
/// neither judged nor left out by name does not hold.</remarks>
internal static partial class PayloadSuite
{
    public static IEnumerable<Outcome> Run(string folder)
    {
        var verdicts = Verdicts();
        var leftOut = verdicts.GetProperty("leftOut").EnumerateArray()
            .Select(each => Pattern(SuiteFile.Text(each, "files"))).ToList();
        var judged = verdicts.GetProperty("files");
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(file => !leftOut.Exists(pattern => pattern.IsMatch(file)))
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var standard = file.Split('/')[0];
            yield return judged.TryGetProperty(file, out var verdict)
                ? new Outcome(standard, file, Judge(folder, file, verdict)) { Note = NoteOf(verdict) }
                : new Outcome(standard, file, $"is not judged in payloads.json; {Seen(folder, file)}")
                {
                    IsForeign = true,
                };
        }
    }

    private static string? Judge(string folder, string file, JsonElement verdict)
    {
        var message = PublishedMessage.Read(folder, file);
        var reading = message.Read();
        var isGood = SuiteFile.Text(verdict, "verdict") == "good";
        if (isGood && !reading.IsWhole) return $"is refused: {Told(reading)}";
        if (!isGood) return Refused(reading, SuiteFile.Text(verdict, "clause"));
        return MappedFields.Compare(reading, verdict) ?? Repeated(reading, message.Read());
    }

    // What there is to judge.
    private static string Seen(string folder, string file)
    {
        var reading = PublishedMessage.Read(folder, file).Read();
        return reading.IsWhole
            ? string.Create(CultureInfo.InvariantCulture, $"it is taken, with {reading.Items.Length} things in it")
            : $"it is refused: {Told(reading)}";
    }

    // Refused at all is not enough: it must be for the reason that the verdict names.
    private static string? Refused(Reading reading, string clause)
    {
        if (reading.IsWhole) return $"is taken, against {clause}";
        return reading.Refusals.Any(refusal => refusal.Clause == clause)
            ? null
            : $"is refused by another clause than {clause}: {Told(reading)}";
    }

    // The same message again has the same names, so whoever keeps them takes it once.
    private static string? Repeated(Reading first, Reading second) =>
        first.Items.Select(item => item.Key).SequenceEqual(second.Items.Select(item => item.Key))
        && first.Items.Select(item => item.Key).Distinct().Count() == first.Items.Length
            ? null
            : "is not recognised when it comes again, or holds two things of one name";

    private static string Told(Reading reading) => string.Join(
        "; ", reading.Refusals.Take(3).Select(refusal => $"{refusal.Place} {refusal.Message} ({refusal.Clause})"));

    private static string? NoteOf(JsonElement verdict) =>
        verdict.TryGetProperty("note", out var note) ? note.GetString() : null;

    private static JsonElement Verdicts()
    {
        using var stream = typeof(PayloadSuite).Assembly.GetManifestResourceStream("payloads.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    // A star stands for anything within a name, two for anything at all.
    private static Regex Pattern(string files) => new(
        "^" + Stars().Replace(Regex.Escape(files), match => match.Value == @"\*\*" ? ".*" : "[^/]*") + "$",
        RegexOptions.CultureInvariant);

    [GeneratedRegex(@"\\\*\\\*|\\\*")]
    private static partial Regex Stars();
}
