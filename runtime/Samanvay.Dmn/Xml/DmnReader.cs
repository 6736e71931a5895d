using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Samanvay.Dmn.Model;
using Samanvay.Feel;

namespace Samanvay.Dmn.Xml;

/// <summary>
/// Reads DMN 1.1 to 1.5. Safe for files from anywhere: no DTD, no outside references, bounded size and depth.
/// </summary>
public static class DmnReader
{
    private const int CharactersMax = 10_000_000;
    private const int DepthMax = 200;

    private static readonly ImmutableArray<string> Namespaces =
    [
        "https://www.omg.org/spec/DMN/20230324/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/", "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    ];

    public static Parsed<Definitions> Read(string xml)
    {
        XDocument document;
        try
        {
            if (IsTooDeep(xml))
                return Failed(ProblemCodes.Unreadable, $"The file is nested more than {DepthMax} deep. Simplify it.");
            using var reader = Reader(xml);
            document = XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
        }
        catch (XmlException broken)
        {
            var place = new Location(Line: broken.LineNumber, Column: broken.LinePosition);
            return new(null, [broken.Message.Contains("DTD", StringComparison.Ordinal)
                ? Diagnostic.Error(ProblemCodes.Unreadable,
                    "The file has a document type declaration (<!DOCTYPE …>), which could pull in other files. "
                        + "Remove it.",
                    place)
                : Diagnostic.Error(ProblemCodes.Unreadable,
                    $"The file is no readable XML at line {Math.Max(1, broken.LineNumber)}. Export it again.", place)]);
        }

        var root = document.Root!;
        if (root.Name.LocalName != "definitions" || !Namespaces.Contains(root.Name.NamespaceName))
            return Failed(ProblemCodes.NotDmn, "The file is no DMN 1.1 to 1.5 decision model. Choose a .dmn file.");
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        var definitions = new DefinitionsReader(root.Name.Namespace, problems).Read(root) with
        {
            Source = new DmnSource(document),
        };
        return new(definitions, problems.ToImmutable());
    }

    private static Parsed<Definitions> Failed(string code, Sentence message) =>
        new(null, [Diagnostic.Error(code, message)]);

    // What is read recursively later must not be able to exhaust the stack.
    private static bool IsTooDeep(string xml)
    {
        using var reader = Reader(xml);
        while (reader.Read())
        {
            if (reader.Depth > DepthMax) return true;
        }

        return false;
    }

    private static XmlReader Reader(string xml) => XmlReader.Create(new StringReader(xml), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = CharactersMax,
        MaxCharactersFromEntities = 0,
    });
}
