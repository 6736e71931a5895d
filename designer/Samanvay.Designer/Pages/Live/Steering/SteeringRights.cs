using Samanvay.Runtime.Access;

namespace Samanvay.Designer.Pages.Live.Steering;

/// <summary>Which of the acts on a running procedure the person may do; the desk asks again.</summary>
public sealed record SteeringRights
{
    public static readonly SteeringRights None = new();

    public bool Move { get; init; }

    public bool Repeat { get; init; }

    public bool Skip { get; init; }

    public bool Hold { get; init; }

    public bool Resume { get; init; }

    public bool Cancel { get; init; }

    public bool StartStep { get; init; }

    public bool FinishStage { get; init; }

    /// <summary>Whether there is anything to show.</summary>
    public bool Any => this != None;

    public static SteeringRights Of(Asker asker)
    {
        bool May(FrontDoorOperation operation) => AccessPolicy.ReachOf(asker, operation) != AccessReach.Nothing;
        return new SteeringRights
        {
            Move = May(FrontDoorOperation.MoveStep),
            Repeat = May(FrontDoorOperation.RepeatStep),
            Skip = May(FrontDoorOperation.SkipStep),
            Hold = May(FrontDoorOperation.HoldRun),
            Resume = May(FrontDoorOperation.ResumeRun),
            Cancel = May(FrontDoorOperation.CancelRun),
            StartStep = May(FrontDoorOperation.StartStep),
            FinishStage = May(FrontDoorOperation.FinishStage),
        };
    }
}
