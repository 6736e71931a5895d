using System.Xml.Linq;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Conformance.Interchange;

/// <summary>Models that tools exchange: each is read without an error and without losing a step, and written as the
/// same document.</summary>
internal static class InterchangeSuite
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    public static IEnumerable<Outcome> Run(string folder) =>
        Directory.GetFiles(folder, "*.bpmn").Order(StringComparer.Ordinal)
            .Select(file => new Outcome("references", Path.GetFileName(file), Check(file)));

    private static string? Check(string file)
    {
        var read = SuiteFile.Read(file);
        if (read.Value is not { } model) return Told(read.Problems);
        var errors = read.Problems.Where(problem => problem.Severity == Severity.Error).ToList();
        if (errors.Count > 0) return Told(errors);
        var original = XDocument.Load(file);
        var nodes = model.Processes.SelectMany(process => process.Body.AllNodes()).Select(node => node.Id);
        var lost = original.Descendants().Where(IsFlowNode).Select(element => (string)element.Attribute("id")!)
            .Except(nodes).ToList();
        if (lost.Count > 0) return $"not read: {string.Join(' ', lost)}";
        var flows = model.Processes.SelectMany(process => process.Body.AllScopes()).Sum(scope => scope.Flows.Length);
        if (flows != original.Descendants(Bpmn + "sequenceFlow").Count()) return $"only {flows} flows were read";
        var written = BpmnWriter.Write(model);
        if (CanonicalXml.Difference(original, XDocument.Parse(written)) is { } other)
            return $"written otherwise: {other}";
        return BpmnWriter.Write(BpmnReader.Read(written).Value!) == written
            ? null : "written otherwise the second time";
    }

    private static string Told(IEnumerable<Diagnostic> problems) =>
        string.Join(' ', problems.Select(problem => $"{problem.Code} {problem.Message}"));

    private static bool IsFlowNode(XElement element) =>
        element.Name.Namespace == Bpmn && element.Name.LocalName is var name && element.Attribute("id") is not null
        && (name.EndsWith("Event", StringComparison.Ordinal) || name.EndsWith("Gateway", StringComparison.Ordinal)
            || name.EndsWith("Task", StringComparison.Ordinal) || name is "task" or "callActivity" or "transaction"
            || name.EndsWith("ubProcess", StringComparison.Ordinal))
        && !name.StartsWith("global", StringComparison.Ordinal);
}
