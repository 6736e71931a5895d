using System.Collections.Immutable;
using System.Xml.Linq;
using Samanvay.Dmn.Model;
using Samanvay.Feel;

namespace Samanvay.Dmn.Xml;

/// <summary>Test rows as they stand in the extension elements of a decision, in the words of
/// <c>sop-decisions.xsd</c>.</summary>
internal static class TestRowXml
{
    private static readonly ImmutableArray<string> RowAttributes = ["name", "at"];
    private static readonly ImmutableArray<string> GivenAttributes = ["name"];

    public static XElement Write(IEnumerable<TestRow> rows) => new(DmnNames.Sop + "testRows",
        rows.Select(row => new XElement(
            DmnNames.Sop + "testRow", new XAttribute("name", row.Name),
            row.At is null ? null : new XAttribute("at", row.At),
            row.Given.Select(given => new XElement(
                DmnNames.Sop + "given", new XAttribute("name", given.Name), given.Text)),
            new XElement(DmnNames.Sop + "expected", row.Expected))));

    /// <summary>What can not be understood is reported and left out: a test that is not run must not look like one
    /// that passed.</summary>
    public static ImmutableArray<TestRow> Read(
        XElement element, string elementId, ImmutableArray<Diagnostic>.Builder problems)
    {
        var extensions = element.Elements(element.Name.Namespace + "extensionElements");
        var rows = ImmutableArray.CreateBuilder<TestRow>();
        foreach (var written in extensions.Elements(DmnNames.Sop + "testRows").SelectMany(list => list.Elements()))
        {
            if (Row(written) is { } row) rows.Add(row);
            else problems.Add(Unreadable(written, elementId));
        }

        return rows.ToImmutable();
    }

    private static TestRow? Row(XElement element)
    {
        if (element.Name != DmnNames.Sop + "testRow" || !Has(element, RowAttributes)) return null;
        var given = element.Elements(DmnNames.Sop + "given").ToImmutableArray();
        var expected = element.Elements(DmnNames.Sop + "expected").ToImmutableArray();
        var isKnown = given.Length + expected.Length == element.Elements().Count();
        if (!isKnown || expected.Length != 1 || !given.All(input => Has(input, GivenAttributes))) return null;
        return new(
            element.Attribute("name")!.Value,
            [.. given.Select(input => new TestInput(input.Attribute("name")!.Value, input.Value))], expected[0].Value)
        {
            At = element.Attribute("at")?.Value,
        };
    }

    private static bool Has(XElement element, ImmutableArray<string> attributes) =>
        !string.IsNullOrWhiteSpace(element.Attribute("name")?.Value)
        && element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration)
            .All(attribute => attributes.Contains(attribute.Name.ToString()));

    private static Diagnostic Unreadable(XElement element, string elementId) => Diagnostic.Error(
        ProblemCodes.TestRowShape,
        "A test row needs a name, its given values and one expected result, and nothing else. Write it again.",
        DefinitionsReader.At(element, elementId));
}
