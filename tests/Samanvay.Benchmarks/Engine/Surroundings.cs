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

/// <summary>A city without sensors.</summary>
internal sealed class NoIntake : IIntakeContexts, ISituationPlans
{
    public ValueTask<IntakeContext> GetAsync(CityId city, CancellationToken cancellation) => new(IntakeContext.Empty);

    public ValueTask<SituationPlan?> FindAsync(CityId city, string message, CancellationToken cancellation) =>
        new((SituationPlan?)null);
}
