using System.Text;
using System.Xml;
using System.Xml.Linq;
using Samanvay.Dmn.Model;

namespace Samanvay.Dmn.Xml;

/// <summary>Gives a model back as the document that it came from. What only other tools understand is still there.
/// </summary>
/// <remarks>A change is made in the document, by <see cref="DmnEdit"/>, never beside it.</remarks>
public static class DmnWriter
{
    public static string Write(Definitions definitions) => Write(SourceOf(definitions).Copy());

    internal static DmnSource SourceOf(Definitions definitions) => definitions.Source
        ?? throw new ArgumentException("This model was not read from a document.", nameof(definitions));

    // Line ends inside values are written as character references, else a reader would make blanks of them.
    internal static string Write(XDocument document)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            NewLineHandling = NewLineHandling.Entitize,
            OmitXmlDeclaration = document.Declaration is null,
        };
        using (var writer = XmlWriter.Create(bytes, settings)) document.Save(writer);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
