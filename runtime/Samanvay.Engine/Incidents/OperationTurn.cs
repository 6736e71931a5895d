using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.Incidents;

/// <summary>
/// One step in the making: it can record a fact, which applies it, or request an effect. Dead when the step returns.
/// </summary>
internal sealed class OperationTurn(OperationContext context, Operation operation, Instant now)
{
    private const int BroadcastsMax = 100;

    private readonly ImmutableArray<OperationFact>.Builder _facts = ImmutableArray.CreateBuilder<OperationFact>();
    private readonly ImmutableArray<OperationEffect>.Builder _effects = ImmutableArray.CreateBuilder<OperationEffect>();
    private int _broadcasts;

    public OperationContext Context => context;

    public Instant Now => now;

    public Operation Operation { get; private set; } = OperationFold.Begin(operation);

    /// <summary>
    /// False when signals of one step keep setting off each other; the rest of them is not passed on.
    /// </summary>
    public bool MayBroadcast() => ++_broadcasts <= BroadcastsMax;

    public bool HasFacts => _facts.Count > 0;

    public void Record(OperationFact fact)
    {
        _facts.Add(fact);
        Operation = OperationFold.Apply(Operation, fact);
    }

    public void Request(OperationEffect effect) => _effects.Add(effect);

    /// <summary>The procedure of a run; absent when its version is not in the city's snapshot.</summary>
    public Procedure? ProcedureOf(InstanceId run) =>
        Operation.Runs.TryGetValue(run, out var procedureRun) ? Context.Find(procedureRun.Version) : null;

    /// <summary>A key that is the same whenever this very step is taken again.</summary>
    public string EffectKey(string kind) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Operation.Id}/{Operation.Sequence + 1}/{kind}/{_effects.Count}");

    public OperationAccepted Close()
    {
        Operation = Operation with { Sequence = Operation.Sequence + 1 };
        return new OperationAccepted(Operation, _facts.ToImmutable(), _effects.ToImmutable());
    }
}
