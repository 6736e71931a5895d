using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Views;

namespace Samanvay.Runtime.Work;

/// <summary>Sends what a person asks of an incident that is there, once.</summary>
internal sealed class IncidentSending(
    CommandLoop loop, CityTime time, IOperationContexts contexts, IViewStore store)
{
    public async Task<Answer<Recorded>> SendAsync(
        Asker asker, FrontDoorOperation operation, Words words,
        Func<Instant, string, string, OperationCommand> command, CancellationToken cancellation)
    {
        var call = words.Call;
        if (Person(asker, operation) is not { } by) return new NotAllowed(operation);
        if (FrontDoor.CheckKey(call.Key) is { } bad) return bad;
        if (FrontDoor.CheckText("reason", words.Text, words.WhenEmpty) is { } empty) return empty;
        // A command to an operation that is not there would begin one.
        if (!await SeesAsync(asker, operation, call.Operation, cancellation))
            return new NotFound("incident", call.Operation.ToString());
        return FrontDoor.Answer(await loop.SubmitAsync(
            time, asker.City,
            at => FrontDoor.Submission(asker, call.Operation, call.Key, command(at, by, words.Text.Trim())),
            cancellation));
    }

    /// <summary>Absent when the asker may not.</summary>
    public static string? Person(Asker asker, FrontDoorOperation operation) =>
        AccessPolicy.ReachOf(asker, operation) == AccessReach.Nothing ? null : asker.Person?.Value;

    public async Task<bool> SeesAsync(
        Asker asker, FrontDoorOperation operation, OperationId id, CancellationToken cancellation)
    {
        if (AccessPolicy.ReachOf(asker, operation) == AccessReach.WholeCity)
            return await store.HeadersAsync(asker.City, [id], cancellation) is [_];
        var directory = (await contexts.GetAsync(asker.City, cancellation)).Directory;
        var roles = StepAccess.RolesOf(asker, directory);
        return (await store.TakingPartAsync(asker.City, [id], roles, cancellation)).Contains(id);
    }
}

/// <summary>What somebody writes with an act, and what is said when nothing is written.</summary>
internal sealed record Words(IncidentCall Call, string Text, Sentence WhenEmpty);
