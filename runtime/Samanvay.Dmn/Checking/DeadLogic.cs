using System.Collections.Immutable;
using Samanvay.Feel;

namespace Samanvay.Dmn.Checking;

/// <summary>What names something that is not there. It can be read and never be anything but null, so that what is
/// newly published must not hold it; what is in force goes on with the warning.</summary>
public static class DeadLogic
{
    private static readonly ImmutableArray<string> Codes = ["FEEL003", "FEEL004", ProblemCodes.MissingRequirement];

    public static bool Is(Diagnostic problem) => Codes.Contains(problem.Code);

    public static ImmutableArray<Diagnostic> AsErrors(ImmutableArray<Diagnostic> problems) =>
    [
        .. problems.Select(problem => Is(problem) ? problem with { Severity = Severity.Error } : problem),
    ];
}
