using System.Xml.Linq;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>A conditional event has a place for its condition: BPMN 2.0.2, table 10.95.</summary>
/// <remarks>A drawing may leave it empty; what runs may not.</remarks>
internal static class ConditionRequiredRule
{
    public static IEnumerable<Diagnostic> Check(StandardDocument document) =>
        from definition in document.Named("conditionalEventDefinition")
        let condition = definition.Child("condition")
        where condition is null || (StandardDocument.IsExecutable(definition) && IsEmpty(condition))
        select StandardDocument.Error("BPMN154", definition.Parent ?? definition,
            $"{StandardDocument.Label(definition.Parent ?? definition)} waits for a condition, but has none. Write "
                + $"one.");

    private static bool IsEmpty(XElement condition) => string.IsNullOrWhiteSpace(condition.Value);
}
