using System.Xml.Linq;
using Samanvay.Dmn.Model;
using Samanvay.Feel;

namespace Samanvay.Dmn.Xml;

/// <summary>Changes single cells and rules in the document of a model and leaves the rest of it alone.</summary>
/// <remarks>Rules are named by their number from 1, columns from 0 as in the model. The result is a text; reading it
/// gives the changed model with its problems.</remarks>
public sealed class DmnEdit
{
    private readonly XDocument _document;
    private readonly XNamespace _dmn;

    private DmnEdit(XDocument document) => (_document, _dmn) = (document, document.Root!.Name.Namespace);

    public static DmnEdit Of(Definitions definitions) => new(DmnWriter.SourceOf(definitions).Copy());

    public DmnEdit SetInput(string tableId, int rule, int column, string text) =>
        SetCell(tableId, rule, "inputEntry", column, text);

    public DmnEdit SetOutput(string tableId, int rule, int column, string text) =>
        SetCell(tableId, rule, "outputEntry", column, text);

    /// <summary>Puts a rule with these cells behind the last one.</summary>
    public DmnEdit AddRule(string tableId, IEnumerable<string> inputs, IEnumerable<string> outputs)
    {
        var table = Table(tableId);
        var rule = new XElement(
            _dmn + "rule", inputs.Select(text => Entry("inputEntry", text)),
            outputs.Select(text => Entry("outputEntry", text)));
        if (table.Elements(_dmn + "rule").LastOrDefault() is not { } last) table.Add(rule);
        else if (last.PreviousNode is XText layout) last.AddAfterSelf(new XText(layout.Value), rule);
        else last.AddAfterSelf(rule);
        return this;
    }

    public DmnEdit RemoveRule(string tableId, int rule)
    {
        var element = Rule(tableId, rule);
        if (element.PreviousNode is XText layout && string.IsNullOrWhiteSpace(layout.Value)) layout.Remove();
        element.Remove();
        return this;
    }

    /// <summary>Puts these rows in the place of those that are kept with a decision or a knowledge model.</summary>
    public DmnEdit SetTestRows(string elementId, IEnumerable<TestRow> rows)
    {
        var element = _document.Root!.Elements().FirstOrDefault(
            element => element.Name.Namespace == _dmn && (string?)element.Attribute("id") == elementId)
            ?? throw new ArgumentException($"There is no element {elementId}.", nameof(elementId));
        element.Elements(_dmn + "extensionElements").Elements(DmnNames.Sop + "testRows").Remove();
        var written = TestRowXml.Write(rows);
        if (!written.HasElements) return this;
        if (element.GetPrefixOfNamespace(DmnNames.Sop) is null)
            written.SetAttributeValue(XNamespace.Xmlns + "sop", DmnNames.SopUri);
        Extensions(element).Add(written);
        return this;
    }

    public string ToXml() => DmnWriter.Write(_document);

    public Parsed<Definitions> Read() => DmnReader.Read(ToXml());

    private DmnEdit SetCell(string tableId, int rule, string kind, int column, string text)
    {
        var cell = Rule(tableId, rule).Elements(_dmn + kind).ElementAtOrDefault(column)
            ?? throw new ArgumentOutOfRangeException(nameof(column), column, "The rule has no such cell.");
        var written = cell.Element(_dmn + "text");
        if (written is null) cell.Add(new XElement(_dmn + "text", text));
        else written.Value = text;
        return this;
    }

    private XElement Entry(string kind, string text) => new(_dmn + kind, new XElement(_dmn + "text", text));

    private XElement Rule(string tableId, int number) =>
        Table(tableId).Elements(_dmn + "rule").ElementAtOrDefault(number - 1)
        ?? throw new ArgumentOutOfRangeException(nameof(number), number, "The table has no such rule.");

    // A table without an id is known by that of the nearest element around it.
    private XElement Table(string id) => _document.Descendants(_dmn + "decisionTable").FirstOrDefault(table =>
        table.AncestorsAndSelf().Select(element => (string?)element.Attribute("id")).FirstOrDefault(
            own => own is not null) == id)
        ?? throw new ArgumentException($"There is no decision table {id}.", nameof(id));

    // DMN 1.5, tDMNElement: the description comes first, then what others may add.
    private XElement Extensions(XElement element)
    {
        if (element.Element(_dmn + "extensionElements") is { } present) return present;
        var added = new XElement(_dmn + "extensionElements");
        if (element.Element(_dmn + "description") is { } description) description.AddAfterSelf(added);
        else element.AddFirst(added);
        return added;
    }
}
