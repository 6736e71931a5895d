using System.Xml.Linq;

namespace Samanvay.Dmn.Xml;

/// <summary>The document that a model was read from, with all that is not the model's: the drawing, comments and what
/// other tools keep there. Never changes.</summary>
public sealed class DmnSource
{
    private readonly XDocument _document;

    internal DmnSource(XDocument document) => _document = document;

    /// <summary>A copy, free to be changed.</summary>
    internal XDocument Copy() => new(_document);
}
