using Samanvay.Designer.Localization;

namespace Samanvay.Designer.Pages.City.Intake;

/// <summary>The kinds of refusal in the reader's language. What exactly is wrong is told to programs, in
/// English.</summary>
internal static class RefusalWords
{
    public static string Of(Texts words, string code) =>
        words.Has("city.refusal." + code) ? words["city.refusal." + code] : code;
}
