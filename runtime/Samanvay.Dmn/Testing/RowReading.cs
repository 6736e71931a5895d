using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Samanvay.Dmn.Model;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Testing;

/// <summary>Reads the values of one test row and collects what is wrong with it.</summary>
internal sealed class RowReading(string elementId, TestRow row)
{
    private readonly ImmutableArray<Diagnostic>.Builder _problems = ImmutableArray.CreateBuilder<Diagnostic>();

    public ImmutableArray<Diagnostic> Problems => _problems.ToImmutable();

    /// <summary>The value of an expression that reads nothing; null, and a problem, where it has none.</summary>
    public FeelValue? Value(string text, string field, FeelScope scope)
    {
        var read = FeelCompiler.Expression(text, FeelNames.None);
        var result = read.HasErrors ? null : read.Value!.Evaluate(scope);
        if (result is { Warnings.IsEmpty: true }) return result.Value;
        Add(ProblemCodes.TestUnreadable,
            $"Test '{row.Name}': '{text.Trim()}' is no value. {Reason(read, result)} Put a text in quotes.", field);
        return null;
    }

    private static Sentence Reason(Parsed<FeelExpression> read, FeelResult? result) =>
        read.Problems is [var problem, ..] ? problem.Said : result!.Warnings[0].Message;

    public Instant Moment(Instant otherwise)
    {
        if (row.At is not { } written) return otherwise;
        var read = OffsetDateTimePattern.ExtendedIso.Parse(written);
        if (read.Success) return read.Value.ToInstant();
        Add(ProblemCodes.TestUnreadable,
            $"Test '{row.Name}': '{written}' is no moment. Write it like 2026-07-01T06:30:00+05:30.", "at");
        return otherwise;
    }

    public void Unused(TestInput input) => Add(ProblemCodes.TestOfNothing,
        $"Test '{row.Name}' gives '{input.Name}', which is not used here. Check the name.", $"given.{input.Name}");

    public void Open(DecisionResult result) => Add(ProblemCodes.TestUnreadable,
        row.Given.IsEmpty
            ? Said($"Test '{row.Name}' is not complete. Fill in its values and what must come out.")
            : Said($"Test '{row.Name}' does not say yet what must come out. The decision gives "
                + $"{FeelText.Literal(result.Value)} now."),
        "expected");

    public void Failed(FeelValue expected, DecisionResult result)
    {
        var (wanted, got) = (FeelText.Literal(expected), FeelText.Literal(result.Value));
        var rules = string.Join(", ", result.MatchedRules.Select(matched => matched.Number));
        var said = result.MatchedRules.IsEmpty
            ? Said($"Test '{row.Name}' wants {wanted}, but {got} comes out.")
            : Said($"Test '{row.Name}' wants {wanted}, but {got} comes out, by rule {rules}.");
        if (result.Warnings is [var warning, ..]) said = $"{said} Noted: {(Sentence)warning.Message}";
        Add(ProblemCodes.TestFailed, said, "expected");
    }

    // Keeps the template of a sentence that is chosen between others.
    private static Sentence Said(Sentence sentence) => sentence;

    private void Add(string code, Sentence said, string field) =>
        _problems.Add(Diagnostic.Error(code, said, Location.Element(elementId, $"testRow.{row.Name}.{field}")));
}
