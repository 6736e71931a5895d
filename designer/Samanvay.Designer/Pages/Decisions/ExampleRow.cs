using System.Collections.Immutable;
using Samanvay.Dmn.Analysis;
using Samanvay.Dmn.Model;
using Samanvay.Feel.Values;

namespace Samanvay.Designer.Pages.Decisions;

/// <summary>The inputs of a case that the analysis found, as a test row gives them: what a column asks of a part of an
/// input is put into that part.</summary>
internal static class ExampleRow
{
    public static ImmutableArray<TestInput> Of(DecisionTable table, TableFinding finding)
    {
        var inputs = new SortedDictionary<string, FeelValue>(StringComparer.Ordinal);
        foreach (var example in finding.Example)
        {
            var column = table.Inputs.FirstOrDefault(input => input.Heading == example.Input);
            if (column?.Text.Trim().Split('.') is not [var name, .. var parts]) continue;
            inputs[name] = With(inputs.GetValueOrDefault(name), parts, example.Value);
        }

        return [.. inputs.Select(input => new TestInput(input.Key, FeelText.Literal(input.Value)))];
    }

    private static FeelValue With(FeelValue? around, ReadOnlySpan<string> parts, FeelValue value)
    {
        if (parts.IsEmpty) return value;
        var context = around as FeelContext ?? FeelContext.Empty;
        return context.With(parts[0], With(context[parts[0]], parts[1..], value));
    }
}
