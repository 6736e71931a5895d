using Samanvay.Activities;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;

namespace Samanvay.Benchmarks.Engine;

/// <summary>The one activity that procedures ask for; it is done at once.</summary>
internal sealed class FilingCabinet(string type) : IActivityAdapter
{
    public string Type => type;

    public Task<ActivityResult> PerformAsync(ActivityRequest request, CancellationToken cancellation) =>
        Task.FromResult(ActivityResult.Done);
}

/// <summary>What a host puts around the product's own parts.</summary>
internal sealed class HostSurroundings
{
    public Func<IOperationStore, IOperationStore> AroundOperations { get; init; } = store => store;

    public Func<IObservationStore, IObservationStore> AroundObservations { get; init; } = store => store;

    public IIntakeContexts Intake { get; init; } = new NoIntake();
}

/// <summary>A city without sensors.</summary>
internal sealed class NoIntake : IIntakeContexts, ISituationPlans
{
    public ValueTask<IntakeContext> GetAsync(CityId city, CancellationToken cancellation) => new(IntakeContext.Empty);

    public ValueTask<SituationPlan?> FindAsync(CityId city, string message, CancellationToken cancellation) =>
        new((SituationPlan?)null);
}
