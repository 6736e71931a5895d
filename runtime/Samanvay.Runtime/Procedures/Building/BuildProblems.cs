using System.Collections.Immutable;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Building;

/// <summary>Everything found in all of a procedure's files, each problem with its file, none twice.</summary>
internal sealed class BuildProblems
{
    /// <summary>What the compiler refuses, and the rules that say the same of an element in better words.</summary>
    private static readonly (string Refusal, string[] Rules)[] Same =
    [
        ("ENG006", ["BPMN121"]), ("ENG007", ["BPMN121", "BPMN132"]), ("ENG010", ["BPMN103"]), ("ENG011", ["BPMN121"]),
        ("ENG014", ["BPMN115"]),
    ];

    private readonly List<Diagnostic> _found = [];

    public ImmutableArray<Diagnostic> All =>
    [
        .. _found.Distinct().Where(problem => !IsSaidBetter(problem)).OrderByDescending(problem => problem.Severity),
    ];

    private bool IsSaidBetter(Diagnostic problem) => Array.Find(Same, same => same.Refusal == problem.Code).Rules
        is { } rules && _found.Exists(other => rules.Contains(other.Code, StringComparer.Ordinal)
            && other.Severity == Severity.Error && other.Location.ElementId == problem.Location.ElementId);

    public void Add(string file, IEnumerable<Diagnostic> problems) => _found.AddRange(problems.Select(problem =>
        problem.Location.File is null ? problem with { Location = problem.Location with { File = file } } : problem));

    /// <summary>The value, when it could be read; its problems are kept either way.</summary>
    public T? Take<T>(string file, Parsed<T> parsed) where T : class
    {
        Add(file, parsed.Problems);
        return parsed.Value;
    }
}
