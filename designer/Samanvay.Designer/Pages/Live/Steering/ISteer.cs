using Samanvay.Runtime.Access;
using Samanvay.Runtime.Work.Steering;

namespace Samanvay.Designer.Pages.Live.Steering;

/// <summary>Takes acts on a running procedure, and looks ahead.</summary>
public interface ISteer
{
    /// <summary>What would follow; nothing is done.</summary>
    Task<Answer<SteeringOutlook>> LookAheadAsync(SteeringAct act);

    /// <summary>Answers why not, or null when it is recorded.</summary>
    Task<Refusal?> SteerAsync(SteeringAct act, string reason, string key);
}
