using System.Collections.Immutable;

namespace Samanvay.Runtime.Procedures.Review.Files;

/// <summary>What is different in the files beside the diagram: decisions and rules of situations in their own words,
/// any other by its name.</summary>
internal static class FileDiff
{
    public static IEnumerable<Difference> Between(string path, string? before, string? after)
    {
        if (before == after) return [];
        ImmutableArray<Difference> within = [.. Within(path, before, after).Select(one => one with { File = path })];
        if (!within.IsEmpty) return within;
        return
        [
            before is null ? new(DifferenceKind.Added, null, path, $"The file {path} was added.")
                : after is null ? new(DifferenceKind.Removed, null, path, $"The file {path} was removed.")
                : new(DifferenceKind.Changed, null, path, $"The file {path} was changed."),
        ];
    }

    private static IEnumerable<Difference> Within(string path, string? before, string? after) =>
        path.StartsWith(ProcedureFiles.Decisions, StringComparison.Ordinal) ? DecisionDiff.Between(before, after)
        : path.StartsWith(ProcedureFiles.Situations, StringComparison.Ordinal) ? SituationDiff.Between(before, after)
        : [];
}
