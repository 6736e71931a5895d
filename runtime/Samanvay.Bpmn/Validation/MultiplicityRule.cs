using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>How many take part: at least one at most, and never fewer at most than at least: BPMN 2.0.2, table
/// 9.5.</summary>
internal static class MultiplicityRule
{
    public static IEnumerable<Diagnostic> Check(StandardDocument document) =>
        from multiplicity in document.Named("participantMultiplicity")
        let least = Number(multiplicity.Text("minimum"), 0)
        let most = Number(multiplicity.Text("maximum"), 1)
        where least < 0 || most < 1 || most < least
        select StandardDocument.Error("BPMN152", multiplicity,
            $"From {least} to {most} can not take part. Give a highest number that is at least 1 and not below the "
                + $"lowest.");

    private static int Number(string? text, int otherwise) =>
        text is null ? otherwise : XmlReading.ParseInt(text) ?? otherwise;
}
