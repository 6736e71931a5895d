using System.Security.Cryptography;
using System.Text;
using Samanvay.Engine.Incidents;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Work;

/// <summary>What people's requests have in common on their way into the command loop.</summary>
internal static class FrontDoor
{
    public const int KeyLengthMax = 200;
    public const int TextLengthMax = 2000;

    // Two people may choose the same key for different requests.
    public static string KeyOf(Asker asker, string key) => $"person:{asker.Person}:{key}";

    /// <summary>The same request of the same person names the same operation, however often it is sent.</summary>
    public static OperationId OperationOf(Asker asker, string key) => new(IdOf(asker, key, ""));

    /// <summary>The same for what is no operation.</summary>
    /// <param name="kind">Keeps the ids of different things apart.</param>
    public static Guid IdOf(Asker asker, string key, string kind)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}{asker.City}\n{KeyOf(asker, key)}"));
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    public static Invalid? CheckKey(string key) => key is { Length: > 0 and <= KeyLengthMax }
        ? null
        : new Invalid("key", $"A request needs a key of 1 to {KeyLengthMax} characters, so that it is done only once.");

    public static Invalid? CheckText(string field, string text, Sentence empty) => text.Trim().Length switch
    {
        0 => new Invalid(field, empty),
        > TextLengthMax => new Invalid(field, $"At most {TextLengthMax} characters."),
        _ => null,
    };

    public static Submission Submission(Asker asker, OperationId operation, string key, OperationCommand command) =>
        new(new OperationKey(asker.City, operation), command) { Key = KeyOf(asker, key) };

    public static Answer<Recorded> Answer(CommandAnswer answer) => answer switch
    {
        CommandAccepted accepted => new Recorded(accepted.Operation.Operation, accepted.Sequence),
        CommandRefused { Code: "work-item-not-open" } refused => new AlreadyDone(refused.Message),
        CommandRefused { Code: "work-item-taken" } refused => new Taken(refused.Message),
        CommandRefused refused => new NotPossible(refused.Code, refused.Message),
        CommandBusy busy => new Overloaded((int)Math.Ceiling(busy.RetryAfter.TotalSeconds)),
        CommandFailed failed => new Failed(failed.Reason),
        _ => throw new System.Diagnostics.UnreachableException($"No answer for {answer.GetType().Name}."),
    };
}
