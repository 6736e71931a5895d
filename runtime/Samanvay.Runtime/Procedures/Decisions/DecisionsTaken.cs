using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Procedures.Decisions;

/// <summary>Reads the decisions of some versions of a procedure out of a history, in order.</summary>
internal static class DecisionsTaken
{
    public static IEnumerable<(Instant At, DecisionEvaluated Fact)> In(
        IEnumerable<HistoryEntry> history, IReadOnlySet<ProcedureVersionId> versions)
    {
        var runs = new HashSet<InstanceId>();
        foreach (var fact in history.SelectMany(entry => OperationJson.ReadFacts(entry.Body.Span)))
        {
            switch (fact)
            {
                case RunStarted started when versions.Contains(started.Version):
                    runs.Add(started.Run);
                    break;
                case RunAdvanced { Fact: DecisionEvaluated decided } advanced when runs.Contains(advanced.Run):
                    yield return (decided.At, decided);
                    break;
            }
        }
    }
}
