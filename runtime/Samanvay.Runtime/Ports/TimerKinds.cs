using System.Diagnostics;
using Samanvay.Engine.Incidents;

namespace Samanvay.Runtime.Ports;

/// <summary>The kinds of timer rows. Stored: never renamed.</summary>
public static class TimerKinds
{
    /// <summary>A timer of the procedure itself.</summary>
    public const string Process = "process";

    /// <summary>A service clock or its ladder: held while the clock is in doubt.</summary>
    public const string Clock = "clock";

    public static string Of(OperationTimerKind kind) => kind switch
    {
        OperationTimerKind.Process => Process,
        OperationTimerKind.Clock => Clock,
        _ => throw new UnreachableException($"No stored name for {kind}."),
    };
}
