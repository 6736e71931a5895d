using System.Collections.Immutable;
using NodaTime;
using Samanvay.Feel;

namespace Samanvay.Adapters.Mapped;

/// <summary>How an administrator says what is in a message of no standard.</summary>
/// <param name="Rows">FEEL over <c>message</c>: the list of what tells an observation each; absent for the message
/// itself (a list, one object, or the rows of a CSV text).</param>
/// <param name="Observation">FEEL over <c>row</c> (and <c>message</c>): a context with <c>device</c>, <c>property</c>,
/// <c>time</c>, <c>value</c> and, where they are known, <c>unit</c>, <c>id</c>, <c>lat</c> and <c>long</c>; or a list
/// of such, or null for a row that tells nothing. A null that comes of a mistake is refused.</param>
/// <param name="Source">Names the sender's messages: with the id it tells duplicates.</param>
public sealed record Mapping(string Source, FeelExpression? Rows, FeelExpression Observation)
{
    internal const string Message = "message";
    internal const string Row = "row";

    // A mapping works through one message, not through a city.
    internal static readonly FeelLimits FeelLimits = new(StepsMax: 1_000_000, DepthMax: 200, ItemsMax: 10_000);

    /// <summary>In which times without a zone are told; absent where each must have its own.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>Names that stand for nothing where rows are chosen.</summary>
    public IEnumerable<string> UnknownOfRows => Rows?.NeededNames.Except([Message]) ?? [];

    /// <summary>Names that stand for nothing where a row is told.</summary>
    public IEnumerable<string> UnknownOfObservation => Observation.NeededNames.Except([Message, Row]);

    public char Separator { get; init; } = ',';

    /// <summary>Compiles what the administrator wrote; all that is wrong with it is told at once.</summary>
    public static Parsed<Mapping> Compile(string source, string? rows, string observation)
    {
        var all = string.IsNullOrWhiteSpace(rows) ? null : FeelCompiler.Expression(Body(rows));
        var each = FeelCompiler.Expression(Body(observation));
        ImmutableArray<Diagnostic> problems =
        [
            .. (all?.Problems ?? []).Select(problem => In(problem, "rows")),
            .. each.Problems.Select(problem => In(problem, "observation")),
        ];
        var isWrong = problems.Any(problem => problem.Severity == Severity.Error);
        return new(isWrong || each.Value is null ? null : new Mapping(source, all?.Value, each.Value), problems);
    }

    // Authors mark FEEL with a sign of equality wherever else a text could stand.
    private static string Body(string text) => text.TrimStart() is ['=', .. var body] ? body : text;

    private static Diagnostic In(Diagnostic problem, string field) =>
        problem with { Location = problem.Location with { Field = field } };
}
