using System.Diagnostics;
using Samanvay.Engine.Incidents;

namespace Samanvay.Runtime.Services;

/// <summary>What an announcement says where no screen turns it into the reader's language.</summary>
internal static class AnnouncementText
{
    public static string Of(Announcement told) => told.Kind switch
    {
        AnnouncementKind.Offered => "A step is offered to your role. Open it and take it.",
        AnnouncementKind.NotAcknowledged =>
            $"Nobody has taken a step yet{Skipped(told)}. Take it, or see that somebody does.{Held(told)}",
        AnnouncementKind.NotResolved =>
            $"A step is late or about to be late{Skipped(told)}. See what holds it up.{Held(told)}",
        AnnouncementKind.StoodDown => "What you were told of is settled. There is nothing left to do.",
        AnnouncementKind.LevelUnreachable => "Nobody could be reached at one level. Put a person on its roster.",
        AnnouncementKind.ReportedUnable => "Somebody reports that a step can not be done. Decide what happens instead.",
        AnnouncementKind.PromiseUnreadable =>
            "The time promised for a step can not be read. Watch it yourself and have it mended.",
        AnnouncementKind.ReassignedTooOften => "A step went from role to role too often. Decide who does it.",
        AnnouncementKind.StepSkipped =>
            "A step of your agency was skipped. See why, and that it is done in another way.",
        AnnouncementKind.SensorFails =>
            "A sensor fails and no procedure waits for that. See which, and have it looked at.",
        _ => throw new UnreachableException($"No sentence for {told.Kind}."),
    };

    private static string Held(Announcement told) =>
        told.IsHeld ? " Its procedure is held: it can not be completed before somebody resumes it." : "";

    private static string Skipped(Announcement told) =>
        told.SkippedLevels.IsDefaultOrEmpty
            ? ""
            : $" (earlier levels were passed: {string.Join(", ", told.SkippedLevels)})";
}
