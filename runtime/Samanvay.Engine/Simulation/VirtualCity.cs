using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;

namespace Samanvay.Engine.Simulation;

/// <summary>
/// The production engine in virtual time: inputs happen at their instants, timers fire when they are due, and nothing
/// waits. Deterministic: the same inputs give the same history.
/// </summary>
/// <remarks>One thread, short-lived, and the only mutable thing of a drill besides whoever feeds it.</remarks>
public sealed class VirtualCity(OperationContext context, Instant start)
{
    // What people and sensors do goes before timers of the same instant (sla.md 3.4, rule 8).
    private readonly PriorityQueue<Action, (Instant At, long Order)> _inputs = new();
    private readonly SortedDictionary<Guid, Operation> _operations = [];
    private long _order;
    private int _steps;

    public OperationContext Context => context;

    public Instant Now { get; private set; } = start;

    public IReadOnlyCollection<Operation> Operations => _operations.Values;

    /// <summary>Told of every step taken, in order; may schedule what follows from it.</summary>
    public Action<VirtualStep>? Observer { get; set; }

    /// <summary>
    /// When something outside the operations is next due, and what to do then: the situation rules' clock.
    /// </summary>
    public Func<(Instant At, Action Fire)?> OtherTimer { get; set; } = () => null;

    /// <summary>Lets something happen at an instant; what lies in the past happens now.</summary>
    public void At(Instant at, Action input) => _inputs.Enqueue(input, (Instant.Max(at, Now), ++_order));

    /// <summary>An id for an operation that is about to begin.</summary>
    public OperationId NextOperation() => new(new Guid(_operations.Count + 1, 0, 0, new byte[8]));

    public Operation? Find(OperationId id) => _operations.GetValueOrDefault(id.Value);

    /// <summary>Takes one step now. A refusal is returned and changes nothing.</summary>
    public OperationRejection? Submit(OperationId id, Func<Instant, OperationCommand> command)
    {
        var before = Find(id) ?? Operation.Empty(id);
        var asked = command(Now);
        switch (OperationEngine.Step(context, before, asked))
        {
            case OperationAccepted accepted:
                _operations[id.Value] = accepted.Operation;
                _steps++;
                Observer?.Invoke(new VirtualStep(Now, before, asked, accepted));
                return null;

            case OperationRejected rejected:
                return rejected.Reason;

            default:
                throw new System.Diagnostics.UnreachableException("A step is accepted or rejected.");
        }
    }

    /// <summary>Runs until nothing is left to happen before <paramref name="until"/>, that instant included.</summary>
    /// <returns>False when it took <paramref name="stepsMax"/> steps and stopped there.</returns>
    public bool Run(Instant until, int stepsMax = int.MaxValue)
    {
        while (Next() is { } next && next.At <= until)
        {
            if (_steps >= stepsMax) return false;
            Now = Instant.Max(Now, next.At);
            next.Happen();
        }

        Now = Instant.Max(Now, until);
        return true;
    }

    private (Instant At, Action Happen)? Next()
    {
        var next = NextTimer();
        if (OtherTimer() is { } other && (next is null || other.At <= next.Value.At))
            next = other;

        if (_inputs.TryPeek(out _, out var due) && (next is null || due.At <= next.Value.At))
            next = (due.At, () => _inputs.Dequeue()());

        return next;
    }

    private (Instant At, Action Happen)? NextTimer()
    {
        (Instant At, Action Happen)? earliest = null;
        foreach (var operation in _operations.Values)
        {
            foreach (var (key, timer) in OperationProjection.Timers(operation, context.Calendars))
            {
                if (earliest is null || timer.DueAt < earliest.Value.At)
                    earliest = (timer.DueAt, () => Submit(operation.Id, at => new FireDue(at, key, timer.Generation)));
            }
        }

        return earliest;
    }
}

/// <summary>One accepted command and what came of it.</summary>
public sealed record VirtualStep(Instant At, Operation Before, OperationCommand Command, OperationAccepted Result);
