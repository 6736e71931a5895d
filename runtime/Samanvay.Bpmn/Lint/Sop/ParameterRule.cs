using System.Globalization;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Sop;

/// <summary>A parameter has one name, a default inside its limits, and a source for the default.</summary>
internal static class ParameterRule
{
    public static IEnumerable<Diagnostic> Check(BpmnDefinitions file)
    {
        foreach (var process in file.Processes)
        {
            foreach (var twice in process.Sop.Parameters.GroupBy(parameter => parameter.Name)
                .Where(same => same.Count() > 1))
            {
                yield return LintScope.Error("SOP004", process, $"There are two parameters {twice.Key}. Rename one.",
                    "parameter." + twice.Key);
            }

            foreach (var parameter in process.Sop.Parameters)
            {
                if (Default(parameter) is { } problem)
                    yield return LintScope.Error("SOP005", process, problem, Field(parameter));
                if (string.IsNullOrWhiteSpace(parameter.Cite))
                {
                    yield return LintScope.Hint("SOP007", process,
                        $"Say where the default of {parameter.Name} comes from, so that a city can judge it.",
                        Field(parameter));
                }
            }
        }
    }

    private static string? Default(SopParameter parameter) => parameter.Default is null
        ? $"The parameter {parameter.Name} has no default."
        : IsWithin(parameter) ? null
        : $"The default {parameter.Default} of {parameter.Name} is outside {parameter.Min} to {parameter.Max}.";

    private static string Field(SopParameter parameter) => "parameter." + parameter.Name;

    private static bool IsWithin(SopParameter parameter) =>
        !(Value(parameter.Default) < Value(parameter.Min)) && !(Value(parameter.Default) > Value(parameter.Max));

    // Numbers as they are, durations in seconds; other types have no order.
    private static decimal? Value(string? text) =>
        text is null ? null
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : Durations.Literal(new(text)) is { } duration ? (decimal)duration.TotalSeconds : null;
}
