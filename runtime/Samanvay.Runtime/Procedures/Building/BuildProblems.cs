using System.Collections.Immutable;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Building;

/// <summary>Everything found in all of a procedure's files, each problem with its file, none twice.</summary>
internal sealed class BuildProblems
{
    private readonly List<Diagnostic> _found = [];

    public ImmutableArray<Diagnostic> All =>
        [.. _found.Distinct().OrderByDescending(problem => problem.Severity)];

    public void Add(string file, IEnumerable<Diagnostic> problems) => _found.AddRange(problems.Select(problem =>
        problem.Location.File is null ? problem with { Location = problem.Location with { File = file } } : problem));

    /// <summary>The value, when it could be read; its problems are kept either way.</summary>
    public T? Take<T>(string file, Parsed<T> parsed) where T : class
    {
        Add(file, parsed.Problems);
        return parsed.Value;
    }
}
