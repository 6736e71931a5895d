using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;
using Samanvay.Runtime.Procedures.Review.Files;

namespace Samanvay.Runtime.Procedures.Review;

/// <summary>One thing that is different, named by its stable id, as a sentence that an official can read.</summary>
/// <param name="ElementId">The place in the diagram; absent when it is another file.</param>
/// <param name="Property">What changed of it; absent when it was added or removed.</param>
public sealed record Difference(DifferenceKind Kind, string? ElementId, string? Property, Sentence Said)
{
    /// <summary>In English.</summary>
    public string Sentence => Said.ToString();

    /// <summary>The file that it is in; absent for the diagram.</summary>
    public string? File { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }
}

public enum DifferenceKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>Compares what two versions mean, not how they are written: layout and order in the file do not
/// count.</summary>
public static class ProcedureDiff
{
    public static ImmutableArray<Difference> Between(ProcedureFiles before, ProcedureFiles after) =>
        [.. Diagrams(before.Diagram, after.Diagram), .. OtherFiles(before, after)];

    private static IEnumerable<Difference> Diagrams(string? before, string? after)
    {
        var names = Names(after);
        var old = Elements(before, names);
        var young = Elements(after, names);
        foreach (var (id, element) in old.Where(pair => !young.ContainsKey(pair.Key)))
            yield return new(DifferenceKind.Removed, id, null, $"{element.Title} was removed.");
        foreach (var (id, element) in young)
        {
            if (!old.TryGetValue(id, out var known))
                yield return new(DifferenceKind.Added, id, null, $"{element.Title} was added.");
            else
                foreach (var difference in Properties(id, known, element)) yield return difference;
        }
    }

    private static IEnumerable<Difference> Properties(string id, ElementWords before, ElementWords after)
    {
        foreach (var property in before.Properties.Keys.Union(after.Properties.Keys).Order(StringComparer.Ordinal))
        {
            var (old, young) = (before.Properties.GetValueOrDefault(property),
                after.Properties.GetValueOrDefault(property));
            if (old == young) continue;
            yield return new(DifferenceKind.Changed, id, property, Say(after.Title, property, old, young))
            {
                Before = old,
                After = young,
            };
        }
    }

    // Each is returned by itself: as arms of one expression they would be texts, and forget how they were put together.
    private static Sentence Say(Sentence title, Sentence property, string? before, string? after)
    {
        if (before is null) return $"{title}: {property} is now {after}.";
        if (after is null) return $"{title}: {property} is no longer set; it was {before}.";
        return $"{title}: {property} changed from {before} to {after}.";
    }

    private static ImmutableSortedDictionary<string, ElementWords> Elements(
        string? diagram, IReadOnlyDictionary<string, string> names) =>
        Read(diagram) is { } definitions
            ? ElementWords.Of(definitions, names)
            : ImmutableSortedDictionary<string, ElementWords>.Empty;

    private static Dictionary<string, string> Names(string? diagram) => (Read(diagram)?.Processes ?? [])
        .SelectMany(process => process.Body.AllNodes()).DistinctBy(node => node.Id)
        .ToDictionary(node => node.Id, node => node.Label, StringComparer.Ordinal);

    private static BpmnDefinitions? Read(string? diagram) =>
        diagram is null ? null : BpmnReader.Read(diagram).Value;

    private static IEnumerable<Difference> OtherFiles(ProcedureFiles before, ProcedureFiles after)
    {
        var paths = before.Texts.Keys.Union(after.Texts.Keys).Where(path => path != after.DiagramPath
            && path != before.DiagramPath).Order(StringComparer.Ordinal);
        return paths.SelectMany(path => FileDiff.Between(
            path, before.Texts.GetValueOrDefault(path), after.Texts.GetValueOrDefault(path)));
    }
}
