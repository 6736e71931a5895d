using System.Diagnostics;
using NodaTime;
using Samanvay.Activities.Notifications;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Commands;

/// <summary>From what the engine asks for to the row that the dispatcher takes.</summary>
internal static class OutboxMapping
{
    public static NewOutboxRow Of(OperationEffect effect, Instant at) => effect switch
    {
        PerformActivity activity => new NewOutboxRow(
            effect.Key, activity.Call.Type, OperationJson.WriteEffect(effect),
            $"{activity.Run.Value}/{activity.Token.Value}", at),
        NotifyPeople =>
            new NewOutboxRow(effect.Key, InAppNotification.TypeName, OperationJson.WriteEffect(effect), null, at),
        _ => throw new UnreachableException($"No outbox row for {effect.GetType().Name}."),
    };
}
