namespace Samanvay.Runtime.Services;

/// <summary>How one part of the runtime tells another in the same process that there is something to do now.</summary>
/// <remarks>Only a courtesy: every service also looks by itself, so that a signal lost with a process costs a
/// moment.</remarks>
public sealed class Wakeups
{
    public WakeSignal Timers { get; } = new();

    public WakeSignal Outbox { get; } = new();

    public WakeSignal Inbox { get; } = new();

    public WakeSignal Situations { get; } = new();

    public WakeSignal Migrations { get; } = new();

    public PeopleAtWork People { get; } = new();
}
