using System.Xml.Linq;

namespace Samanvay.Dmn.Xml;

/// <summary>Namespaces in a DMN file besides the standard's own, which differs from version to version.</summary>
internal static class DmnNames
{
    public const string SopUri = "urn:samanvay:sop:1";

    public static readonly XNamespace Sop = SopUri;
}
