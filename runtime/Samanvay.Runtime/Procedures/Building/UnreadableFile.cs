using System.Collections.Immutable;

namespace Samanvay.Runtime.Procedures.Building;

/// <summary>
/// The problems of a file that is not what its name says, as XML with a DTD or a form that is no JSON. What it should
/// have said is not known, which is more than a mistake in it.
/// </summary>
internal static class UnreadableFile
{
    public static ImmutableHashSet<string> Codes { get; } = ["DMN001", "DMN002", "FORM001", "SIT001", "TEXT001"];
}
