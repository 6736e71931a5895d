using System.Collections.Immutable;

namespace Samanvay.Feel;

/// <summary>
/// Something an author should know about what they wrote. Never thrown: every reader returns all it found.
/// </summary>
/// <param name="Code">Stable and searchable, for example <c>FEEL003</c>, <c>BPMN012</c>, <c>SLA002</c>.</param>
/// <param name="Said">For an official: what, where, and what to do. No type names.</param>
public sealed record Diagnostic(string Code, Severity Severity, Sentence Said, Location Location)
{
    /// <summary>In English.</summary>
    public string Message => Said.ToString();

    public static Diagnostic Error(string code, Sentence said, Location location = default) =>
        new(code, Severity.Error, said, location);

    public static Diagnostic Warning(string code, Sentence said, Location location = default) =>
        new(code, Severity.Warning, said, location);
}

/// <summary>An error blocks publishing; a warning does not; a hint only offers something better.</summary>
public enum Severity { Hint, Warning, Error }

/// <summary>Where a diagnostic points. Every part is optional; line and column count from 1.</summary>
/// <param name="File">The file inside a playbook, for example <c>procedures/river-flood.bpmn</c>.</param>
/// <param name="ElementId">The id of the BPMN or DMN element.</param>
/// <param name="Field">The property of the element, for example <c>serviceLevel.target</c>.</param>
public readonly record struct Location(
    string? File = null, string? ElementId = null, string? Field = null, int? Line = null, int? Column = null)
{
    /// <summary>Characters from the start of the expression in the field.</summary>
    public int? Offset { get; init; }

    public static Location Element(string elementId, string? field = null) => new(ElementId: elementId, Field: field);
}

/// <summary>
/// What a reader made of a text: a value (absent when an error made it impossible) and everything it found.
/// </summary>
public sealed record Parsed<T>(T? Value, ImmutableArray<Diagnostic> Problems) where T : class
{
    public bool HasErrors => Value is null || Problems.Any(problem => problem.Severity == Severity.Error);
}
