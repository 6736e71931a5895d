using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>Formats are named as MIME types, languages and methods by URIs: BPMN 2.0.2, tables 8.1, 8.6,
/// 8.24, 8.43 and 10.21.</summary>
internal static class WordingRule
{
    public static IEnumerable<Diagnostic> Check(StandardDocument document) =>
    [
        .. from element in document.Elements
           where element.Text("textFormat") is { } format && !format.Contains('/', StringComparison.Ordinal)
           select StandardDocument.Error("BPMN161", element,
               $"{element.Text("textFormat")!} is no format of text. Write a MIME type such as text/plain.",
               "textFormat"),
        .. from element in document.Elements
           from name in (string[])["language", "expressionLanguage", "typeLanguage", "method"]
           where element.Text(name) is { } text && !Uri.IsWellFormedUriString(text.Trim(), UriKind.RelativeOrAbsolute)
               && !text.StartsWith("##", StringComparison.Ordinal)
           select StandardDocument.Error("BPMN161", element,
               $"{element.Text(name)!} is no URI, as {name} must be. Write the address by which it is known.", name),
    ];
}
