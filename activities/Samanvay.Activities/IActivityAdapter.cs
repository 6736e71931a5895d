using System.Text.Json;

namespace Samanvay.Activities;

/// <summary>
/// Performs one type of activity in the outside world. It may be asked twice with one key (after a crash between the
/// doing
/// and the noting): whoever receives the key must take the second for the first.
/// </summary>
public interface IActivityAdapter
{
    /// <summary>The type that procedures name, for example <c>notify.in-app</c>.</summary>
    string Type { get; }

    Task<ActivityResult> PerformAsync(ActivityRequest request, CancellationToken cancellation);
}

/// <summary>One thing to be done outside.</summary>
/// <param name="Key">The same on every attempt, and never used for another thing.</param>
/// <param name="At">The city's time at which the step asked for it.</param>
/// <param name="Attempt">Counts from 1.</param>
public sealed record ActivityRequest(string City, string Key, JsonElement Input, DateTimeOffset At, int Attempt);

/// <summary>What came of an activity. Only a reached world answers <see cref="ActivityCompleted"/>.</summary>
public abstract record ActivityResult
{
    private static readonly JsonElement NoOutput = JsonDocument.Parse("{}").RootElement;

    public static ActivityResult Done { get; } = new ActivityCompleted(NoOutput);
}

public sealed record ActivityCompleted(JsonElement Output) : ActivityResult;

/// <summary>It may work later; after too many attempts it becomes a fault that a person decides on.</summary>
/// <param name="RetryIn">Absent leaves the waiting time to the dispatcher.</param>
public sealed record ActivityFailed(string Reason, TimeSpan? RetryIn = null) : ActivityResult;

/// <summary>Trying again is pointless (wrong address, refused input): a fault at once.</summary>
public sealed record ActivityRejected(string Reason) : ActivityResult;

/// <summary>An outcome that the procedure expects and catches with an error boundary event.</summary>
public sealed record ActivityBpmnError(string Code, string Message) : ActivityResult;
