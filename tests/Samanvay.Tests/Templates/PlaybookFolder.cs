using System.Collections.Immutable;
using System.Text.Json;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;
using Samanvay.Dmn;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Templates;

/// <summary>One playbook of the repository, as it lies in <c>templates</c>.</summary>
internal sealed class PlaybookFolder(string name)
{
    public static string Templates { get; } = Path.Combine(SharedFolder.Repository, "templates");

    public static IEnumerable<string> Names =>
        Directory.GetDirectories(Templates).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal);

    /// <summary>Every playbook of the repository, as theory rows.</summary>
    public static TheoryData<string> All =>
        [.. Names];

    public JsonElement Manifest => Json("playbook.json");

    public IEnumerable<string> Files(string folder, string extension) =>
        Directory.Exists(PathOf(folder))
            ? Directory.GetFiles(PathOf(folder), "*" + extension).Order(StringComparer.Ordinal).ToArray() : [];

    public IEnumerable<JsonElement> Scenarios => Files("scenarios", ".json").Select(Read);

    public JsonElement Json(string path) => Read(PathOf(path));

    public IEnumerable<BpmnDefinitions> Diagrams => Files("procedures", ".bpmn").Select(Diagram);

    public IEnumerable<ProcessDefinition> Processes => Diagrams.SelectMany(diagram => diagram.Processes);

    /// <summary>Tasks and sub-processes: what somebody or something does.</summary>
    public IEnumerable<ActivityNode> Steps =>
        Processes.SelectMany(process => process.Body.AllNodes()).OfType<ActivityNode>();

    public ImmutableArray<DecisionModel> Decisions => [.. Files("decisions", ".dmn").Select(Decision)];

    public string[] Required(string what) =>
    [
        .. from item in Manifest.GetProperty("requires").GetProperty(what).EnumerateArray()
           let name = item.ValueKind == JsonValueKind.String ? item : item.EnumerateObject().First().Value
           select name.GetString()!,
    ];

    public static JsonElement Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }

    private static BpmnDefinitions Diagram(string path)
    {
        var parsed = BpmnReader.Read(File.ReadAllText(path));
        parsed.Problems.ShouldBeEmpty(path);
        return parsed.Value.ShouldNotBeNull();
    }

    private static DecisionModel Decision(string path)
    {
        var parsed = DecisionCompiler.Compile(File.ReadAllText(path));
        parsed.Problems.ShouldBeEmpty(path);
        return parsed.Value.ShouldNotBeNull();
    }

    private string PathOf(string path) => Path.Combine(Templates, name, path);
}
