using System.Text.Json;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Conformance;

/// <summary>The files of a suite.</summary>
internal static class SuiteFile
{
    public static JsonElement Json(params string[] path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(path)));
        return document.RootElement.Clone();
    }

    // As bytes: the encoding is the file's own business.
    public static Parsed<BpmnDefinitions> Read(params string[] path)
    {
        using var stream = File.OpenRead(Path.Combine(path));
        return BpmnReader.Read(stream);
    }

    public static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
