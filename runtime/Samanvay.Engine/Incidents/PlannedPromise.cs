using NodaTime;
using Samanvay.Engine.Incidents.Steps;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel;

namespace Samanvay.Engine.Incidents;

/// <summary>A promise whose target may depend on the procedure's parameters and the incident's severity.</summary>
/// <param name="Target">Yields a days-and-time duration; absent where <paramref name="Level"/> already has the
/// target.</param>
internal sealed record PlannedPromise(ServiceLevel Level, FeelExpression? Target)
{
    /// <summary>The level with its target as things stand; null when the expression yields no length of time.</summary>
    public ServiceLevel? Resolve(OperationTurn turn, Procedure procedure)
    {
        if (Target is null)
            return Level;

        var variables = procedure.Parameters.Merge(RunSteps.IncidentVariables(turn));
        var value = Target.Evaluate(new FeelScope(variables, turn.Now, turn.Context.Zone)).Value;
        return IsoDuration.Read(value) is { } duration && duration > Duration.Zero
            ? Level with { Target = new OpenTimeTarget(duration) }
            : null;
    }
}
