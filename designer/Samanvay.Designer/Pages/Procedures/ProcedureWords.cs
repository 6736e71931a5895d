using System.Globalization;
using NodaTime;
using Samanvay.Designer.Components;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Review;

namespace Samanvay.Designer.Pages.Procedures;

/// <summary>How the states of a draft and the kinds of difference are shown, the same on every screen.</summary>
internal static class ProcedureWords
{
    public static string NameOf(DraftState state) => state switch
    {
        DraftState.InReview => "inreview",
        DraftState.Approved => "approved",
        _ => "draft",
    };

    public static Tone ToneOf(DraftState state) => state switch
    {
        DraftState.InReview => Tone.Warning,
        DraftState.Approved => Tone.Ok,
        _ => Tone.Active,
    };

    public static string IconOf(DraftState state) => state switch
    {
        DraftState.InReview => "search",
        DraftState.Approved => "ok",
        _ => "edit",
    };

    public static string IconOf(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Added => "plus",
        DifferenceKind.Removed => "minus",
        _ => "edit",
    };

    /// <summary>Day and time in the city's zone.</summary>
    public static string Say(Instant at, DateTimeZone zone) =>
        at.InZone(zone).ToString("d MMM yyyy, HH:mm", CultureInfo.CurrentCulture);
}
