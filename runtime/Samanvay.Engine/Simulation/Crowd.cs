using Samanvay.Engine.Incidents;

namespace Samanvay.Engine.Simulation;

/// <summary>The people of a drill: they answer offered steps as the scenario says, or not at all.</summary>
internal sealed class Crowd(VirtualCity city, Scenario scenario)
{
    private readonly Dictionary<string, int> _offers = new(StringComparer.Ordinal);

    public void Observe(VirtualStep step)
    {
        foreach (var fact in step.Result.Facts)
        {
            if (fact is WorkItemOffered { Item: var item })
                Answer(step.Result.Operation.Id, item);
        }

        foreach (var effect in step.Result.Effects)
        {
            if (effect is PerformActivity activity)
                Answer(step.Result.Operation.Id, activity);
        }
    }

    /// <summary>The one holder that every role has in a drill.</summary>
    public static string PersonOf(string role) => DrillPeople.Prefix + role;

    private void Answer(OperationId operation, WorkItem item)
    {
        var occurrence = _offers[item.ElementId] = _offers.GetValueOrDefault(item.ElementId) + 1;
        if (scenario.People.FirstOrDefault(behaviour =>
            behaviour.Fits(item.Role, item.ElementId, occurrence)) is not { } behaviour)
        {
            return;
        }

        var person = PersonOf(item.Role);
        if (behaviour.AcknowledgeAfter is { } acknowledge)
        {
            city.At(city.Now + acknowledge, () =>
                city.Submit(operation, at => new AcknowledgeWorkItem(at, item.Id, person)));
        }

        if (behaviour.CompleteAfter is { } complete)
        {
            city.At(city.Now + complete, () =>
                city.Submit(operation, at => new CompleteWorkItem(at, item.Id, person, behaviour.Output)));
        }
    }

    private void Answer(OperationId operation, PerformActivity activity)
    {
        var answer = scenario.Activities.FirstOrDefault(answer => answer.Type == activity.Call.Type)
            ?? new ActivityAnswer(activity.Call.Type);
        ActivityOutcome outcome = answer.Error is { } error
            ? new ActivityRefused(error, "drill")
            : new ActivitySucceeded(answer.Output);
        city.At(
            city.Now + answer.After,
            () => city.Submit(operation, at => new FinishActivity(at, activity.Run, activity.Token, outcome)));
    }
}
