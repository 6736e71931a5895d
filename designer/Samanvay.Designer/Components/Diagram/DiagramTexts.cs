using System.Globalization;
using Samanvay.Designer.Localization;

namespace Samanvay.Designer.Components.Diagram;

/// <summary>What the diagrams are given when they are made: the words in the person's language.</summary>
internal static class DiagramTexts
{
    public static object Options(Texts texts)
    {
        var units = texts["shell.units"].Split(' ');
        return new
        {
            language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            labels = texts.Under("modeler."),
            units = new { day = units[0], hour = units[1], minute = units[2], second = units[3] },
        };
    }
}
