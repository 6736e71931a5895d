using System.Globalization;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Replay;

/// <summary>What became of the readings of a replay.</summary>
internal sealed class ReplayCounts
{
    public int Taken { get; private set; }

    /// <summary>Sent before, by a replay that was broken off.</summary>
    public int Known { get; private set; }

    /// <summary>So long before the city's time that the intake does not believe them any more.</summary>
    public int TooOld { get; private set; }

    /// <summary>With the lines of the file and the server's words.</summary>
    public LineProblems Refused { get; } = new();

    public void Add(FileReading reading, SignalStatus signal)
    {
        switch (signal.Status)
        {
            case "taken":
                Taken++;
                break;

            case "duplicate":
                Known++;
                break;

            case "refused" when signal.Code == SignalRefusals.TooOld:
                TooOld++;
                break;

            default:
                Refused.Add(reading.Line, signal.Message ?? "the server does not say why");
                break;
        }
    }

    public override string ToString()
    {
        (int Count, string Word)[] counts =
            [(Taken, "taken"), (Known, "known already"), (TooOld, "too old"), (Refused.Count, "refused")];
        return string.Join(", ", counts.Where(count => count.Count > 0)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Count} {count.Word}")));
    }
}

/// <summary>The intake's answer to one event.</summary>
internal sealed record SignalStatus(string Status, string? Code, string? Message);
