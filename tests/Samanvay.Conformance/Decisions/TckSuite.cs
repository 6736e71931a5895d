using System.Collections.Frozen;
using System.Globalization;
using NodaTime;
using Samanvay.Dmn;
using Samanvay.Dmn.Xml;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Conformance.Decisions;

/// <summary>The DMN Technology Compatibility Kit, by the strict rule: where an error is expected the result is null and
/// the reason is recorded.</summary>
/// <remarks>A case counts once, however many results it asks for; the kit's own tables of vendors count so too. A model
/// that can not be read fails all cases of its folder.</remarks>
internal static class TckSuite
{
    private static readonly FrozenDictionary<string, string> Departures = Reasons.Of("dmn-tck");

    private static readonly Instant Now = Instant.FromUtc(2026, 7, 1, 6, 0);

    /// <param name="folder">The kit, with a folder for each level, or one level, or one folder of cases.</param>
    public static IEnumerable<Outcome> Run(string folder) =>
        Directory.GetFiles(folder, "*.xml", SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).SelectMany(Folder);

    public static IEnumerable<string> Summary(IReadOnlyCollection<Outcome> outcomes)
    {
        var folders = outcomes.GroupBy(outcome => outcome.Case.Split(' ')[0], StringComparer.Ordinal).ToList();
        var weighted = folders.Average(
            folder => (double)folder.Count(outcome => outcome.Problem is null) / folder.Count());
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{folders.Count} folder{(folders.Count == 1 ? "" : "s")}, each weighted alike: {weighted * 100:0.00} %");
        var laxly = outcomes.Count(outcome => outcome.Problem is null || outcome.HoldsLaxly);
        yield return $"{laxly} of {outcomes.Count} where an expected error need only be null";
    }

    private static IEnumerable<Outcome> Folder(string folder)
    {
        var level = Path.GetFileName(Path.GetDirectoryName(folder)!);
        var models = new Dictionary<string, DecisionModel?>(StringComparer.Ordinal);
        foreach (var test in TckCase.Read(folder))
        {
            var named = test.Model ?? $"{test.Folder}.dmn";
            if (!models.TryGetValue(named, out var model)) models[named] = model = Load(folder, named);
            yield return Judge(level, test, model);
        }
    }

    private static Outcome Judge(string level, TckCase test, DecisionModel? model)
    {
        var name = $"{test.Folder} {test.Id}";
        if (test.Problem is { } problem) return new(level, name, problem);
        if (test.Results.IsEmpty) return new(level, name, "no result is asked for");
        var answers = test.Results.Select(result => Ask(model, test.Inputs, result)).ToList();
        var failed = answers.Where(answer => answer.Problem is not null).ToList();
        return new(level, name, failed is [var first, ..] ? first.Problem : null)
        {
            Reason = Departures.GetValueOrDefault(name),
            HoldsLaxly = failed.All(answer => answer.HoldsLaxly),
        };
    }

    // The others in the folder are what it imports.
    private static DecisionModel? Load(string folder, string named)
    {
        var read = Directory.GetFiles(folder, "*.dmn").Order(StringComparer.Ordinal)
            .Select(file => (Name: Path.GetFileName(file), DmnReader.Read(File.ReadAllText(file)).Value))
            .Where(file => file.Value is not null).ToList();
        var main = read.Find(file => file.Name == named).Value;
        return main is null
            ? null
            : DecisionCompiler.Compile(main, [.. read.Select(file => file.Value!).Where(other => other != main)]).Value;
    }

    private static (string? Problem, bool HoldsLaxly) Ask(DecisionModel? model, FeelContext inputs, TckResult expected)
    {
        if (model is null) return ("the model could not be read", false);
        // Else null would be right of it by chance.
        if (!model.Has(expected.Asked)) return ($"the model has no {expected.Asked}", false);
        DecisionResult result;
        try
        {
            result = DecisionEvaluator.Evaluate(model, expected.Asked, new FeelScope(inputs, Now, DateTimeZone.Utc));
        }
        catch (Exception thrown)
        {
            // An evaluation never throws. One that does is a mistake of ours, which must not hide the cases behind it.
            return ($"{expected.Part} fails: {thrown}", false);
        }

        var value = expected.In(result.Value);
        var isRight = expected.ExpectsError ? value.IsNull : TckValue.AreEqual(value, expected.Expected);
        if (isRight && (!expected.ExpectsError || !result.Warnings.IsEmpty)) return (null, true);
        var wanted = expected.ExpectsError ? "an error" : FeelText.Literal(expected.Expected);
        var told = string.Concat(result.Warnings.Take(3).Select(warning => $"; {warning.Code} {warning.Message}"));
        return ($"{expected.Part} is {FeelText.Literal(value)}, but {wanted} is wanted{told}", isRight);
    }
}
