using System.Globalization;
using System.Text;

namespace Samanvay.Runtime;

/// <summary>
/// Text that people can see whole. What can not be seen would sit in every list and log, and what turns the direction
/// of writing makes one name look like another.
/// </summary>
public static class PlainText
{
    /// <summary>What stands where a text was not read in its own encoding.</summary>
    public const char Unknown = '\uFFFD';

    public static bool Is(string text) => !text.EnumerateRunes().Any(IsUnseen);

    // The two joiners belong to the spelling of Hindi and its neighbours; other marks of direction and form do not.
    private static bool IsUnseen(Rune rune) => rune.Value is not (0x200C or 0x200D) && (IsNone(rune.Value)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static bool IsNone(int value) =>
        value is Unknown or (>= 0xFDD0 and <= 0xFDEF) || (value & 0xFFFE) == 0xFFFE;
}
