using System.Collections.Immutable;
using Samanvay.Feel;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Cities.Files;

/// <summary>What an administrator may bring in as a file.</summary>
public enum CityFileKind
{
    Agencies,
    Roles,
    People,
    Devices,
    Wards,
}

/// <summary>One thing to correct in a file. Lines count from 1 and include the header.</summary>
public sealed record LineProblem(int Line, string Column, Sentence Said)
{
    /// <summary>In English.</summary>
    public string Message => Said.ToString();
}

/// <summary>What a file would do to the city. Nothing has been saved; a file with problems can not be.</summary>
public sealed record FilePreview(ImmutableArray<CityEdit> Edits, ImmutableArray<LineProblem> Problems)
{
    public int Added { get; init; }

    public int Changed { get; init; }

    public int Unchanged { get; init; }
}

/// <summary>Reads set-up files against the present set-up, so that every problem is known before anything is
/// saved.</summary>
public static class CityFile
{
    public static FilePreview Read(CityFileKind kind, string text, CitySetup setup) => kind switch
    {
        CityFileKind.Agencies => CityCsv.Agencies(text, setup),
        CityFileKind.Roles => CityCsv.Roles(text, setup),
        CityFileKind.People => PeopleCsv.Read(text, setup),
        CityFileKind.Devices => CityCsv.Devices(text, setup),
        CityFileKind.Wards => WardsGeoJson.Read(text, setup),
        _ => throw new System.Diagnostics.UnreachableException($"No reader for {kind}."),
    };

    /// <summary>Counts what is new and lays the rules' problems on the lines that caused them.</summary>
    /// <param name="edits">One per line, named as <see cref="CityRules"/> names it, for example
    /// <c>people/asha</c>.</param>
    internal static FilePreview Preview(
        CitySetup setup, ImmutableArray<LineEdit> edits, ImmutableArray<LineProblem> problems,
            ImmutableArray<CityEdit> further)
    {
        var after = setup.Apply(edits.Select(edit => edit.Edit)).Apply(further);
        var known = CityRules.Check(setup).ToImmutableHashSet();
        var lines = LinesOf(edits);
        var broken = ChangeRules.Check(setup, after).Where(problem => !known.Contains(problem))
            .Select(problem => new LineProblem(LineOf(problem, lines), ColumnOf(problem), problem.Said));
        var twice = edits.GroupBy(edit => edit.Subject).Where(group => group.Count() > 1)
            .Select(group => new LineProblem(group.Last().Line, "id", $"{group.Key} is there twice."));
        return new FilePreview([.. edits.Select(edit => edit.Edit), .. further],
            [.. problems.Concat(broken).Concat(twice).OrderBy(problem => problem.Line)])
        {
            Added = edits.Count(edit => edit.Before is null),
            Changed = edits.Count(edit => edit.Before is not null && !edit.Before.Equals(edit.After)),
            Unchanged = edits.Count(edit => edit.Before is not null && edit.Before.Equals(edit.After)),
        };
    }

    // Where each subject is spoken of first.
    private static Dictionary<string, int> LinesOf(ImmutableArray<LineEdit> edits)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var edit in edits)
        {
            foreach (var subject in edit.Subjects) lines.TryAdd(subject, edit.Line);
        }

        return lines;
    }

    // A field is below its subject: people/asha/agency below people/asha.
    private static int LineOf(FieldProblem problem, Dictionary<string, int> lines)
    {
        var first = int.MaxValue;
        for (var end = problem.Field.Length; end > 0; end = problem.Field.LastIndexOf('/', end - 1))
        {
            if (lines.TryGetValue(problem.Field[..end], out var line)) first = Math.Min(first, line);
        }

        return first == int.MaxValue ? 1 : first;
    }

    private static string ColumnOf(FieldProblem problem) => problem.Field.Split('/')[^1];
}

internal sealed record LineEdit(int Line, string Subject, CityEdit Edit, object? Before, object After)
{
    /// <summary>Everything that the line speaks of: its subject, and the roles that it lets the person hold.</summary>
    public ImmutableArray<string> Subjects { get; init; } = [Subject];
}
