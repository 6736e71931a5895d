using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Samanvay.Feel.Values;

namespace Samanvay.Conformance.Decisions;

/// <summary>One case of the DMN Technology Compatibility Kit; it holds when all its results do.</summary>
internal sealed record TckCase(string Folder, string Id, FeelContext Inputs, ImmutableArray<TckResult> Results)
{
    /// <summary>The file of the model that is asked; absent where the kit names none.</summary>
    public string? Model { get; init; }

    /// <summary>Why the kit's own words for it could not be understood.</summary>
    public string? Problem { get; init; }

    public static IEnumerable<TckCase> Read(string folder) =>
        Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal).SelectMany(file => InFile(folder, file));

    private static ImmutableArray<TckCase> InFile(string folder, string file)
    {
        var name = Path.GetFileName(folder);
        try
        {
            var root = XDocument.Load(file, LoadOptions.PreserveWhitespace).Root!;
            var model = TckValue.Named(root, "modelName").FirstOrDefault()?.Value.Trim();
            return [.. TckValue.Named(root, "testCase").Select(test => Read(name, test) with { Model = model })];
        }
        catch (XmlException broken)
        {
            return [Unread(name, Path.GetFileName(file), broken)];
        }
    }

    private static TckCase Read(string folder, XElement test)
    {
        var service = (string?)test.Attribute("type") == "decisionService"
            ? (string?)test.Attribute("invocableName")
            : null;
        var id = (string)test.Attribute("id")!;
        try
        {
            return new(
                folder, id, TckValue.Context(TckValue.Named(test, "inputNode")),
                [.. TckValue.Named(test, "resultNode").Select(result => Result(result, service))]);
        }
        catch (InvalidDataException unknown)
        {
            return Unread(folder, id, unknown);
        }
    }

    private static TckCase Unread(string folder, string id, Exception why) =>
        new(folder, id, FeelContext.Empty, []) { Problem = why.Message };

    private static TckResult Result(XElement result, string? service) => new(
        service ?? TckValue.NameOf(result), TckValue.NameOf(result),
        TckValue.Named(result, "expected").Select(TckValue.Of).FirstOrDefault(FeelValue.Null),
        (string?)result.Attribute("errorResult") is "true" or "1");
}

/// <param name="Asked">The decision, or the decision service.</param>
/// <param name="Part">Of a service that has several outputs, the one that is meant.</param>
/// <param name="ExpectsError">It must be null, and the reason must be recorded.</param>
internal sealed record TckResult(string Asked, string Part, FeelValue Expected, bool ExpectsError)
{
    /// <summary>A service with several outputs answers with all of them by their names.</summary>
    public FeelValue In(FeelValue answer) =>
        Part != Asked && answer is FeelContext outputs && outputs.TryGet(Part, out var one) ? one : answer;
}
