using NodaTime;
using Samanvay.Dmn;
using Samanvay.Dmn.Xml;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Tests.Dmn.Tck;

internal sealed record TckOutcome(TckCase Case, bool Passed, bool PassedLaxly, string Got);

/// <summary>Runs one folder of the kit. What can not be loaded counts as failed.</summary>
internal static class TckRun
{
    private static readonly Decimal34 Tolerance = Decimal34.Of(0.00000001m);

    public static IEnumerable<TckOutcome> Folder(string folder)
    {
        var model = Load(folder);
        foreach (var test in TckCase.Read(folder)) yield return Ask(model, test);
    }

    private static DecisionModel? Load(string folder)
    {
        var modelName = Path.GetFileName(folder) + ".dmn";
        var read = Directory.GetFiles(folder, "*.dmn").Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetFileName(file), file => DmnReader.Read(File.ReadAllText(file)).Value);
        var main = read.GetValueOrDefault(modelName) ?? read.Values.FirstOrDefault();
        return main is null
            ? null
            : DecisionCompiler.Compile(
                main, [.. read.Values.OfType<Samanvay.Dmn.Model.Definitions>().Where(other => other != main)]).Value;
    }

    private static TckOutcome Ask(DecisionModel? model, TckCase test)
    {
        if (model is null) return new(test, false, false, "the model could not be read");
        var scope = new FeelScope(test.Inputs, Instant.FromUtc(2026, 7, 1, 6, 0), DateTimeZone.Utc);
        try
        {
            var result = DecisionEvaluator.Evaluate(model, test.Asked, scope);
            var lax = test.ExpectsError ? result.Value.IsNull : AreEqual(result.Value, test.Expected);
            var strict = lax && (!test.ExpectsError || !result.Warnings.IsEmpty);
            var got = FeelText.Literal(result.Value) + string.Concat(
                result.Warnings.Take(3).Select(warning => $" | {warning.Code} {warning.Message}"));
            return new(test, strict, lax, got);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return new(test, false, false, broken.ToString());
        }
    }

    private static bool AreEqual(FeelValue actual, FeelValue expected) => (actual, expected) switch
    {
        (FeelNumber a, FeelNumber b) =>
            DecimalArithmetic.Subtract(a.Value, b.Value) is { } gap && gap < Tolerance && gap > -Tolerance,
        (FeelList a, FeelList b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
        (FeelContext a, FeelContext b) =>
            a.Count == b.Count && b.All(entry => a.TryGet(entry.Key, out var own) && AreEqual(own, entry.Value)),
        _ => FeelComparison.Equal(actual, expected) == true,
    };
}
