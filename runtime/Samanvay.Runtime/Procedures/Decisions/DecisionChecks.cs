using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using Samanvay.Dmn;
using Samanvay.Dmn.Analysis;
using Samanvay.Dmn.Checking;
using Samanvay.Dmn.Testing;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Decisions;

/// <summary>Looks at whole files of decisions: their tables, their test rows, their types. The same content is looked
/// at once, however often it is asked for.</summary>
/// <remarks>Not part of building a procedure: what is in force goes on as it is, also where a later release finds
/// more.</remarks>
public sealed class DecisionChecks
{
    private const int KeptMax = 200;

    // A row that depends on the hour names it; for the others any moment will do, but always the same.
    private static readonly Instant Usual = Instant.FromUtc(2026, 1, 1, 0, 0);

    private readonly ConcurrentDictionary<string, Lazy<DecisionReview>> _known = new(StringComparer.Ordinal);

    public DecisionReview Of(string text)
    {
        if (_known.Count >= KeptMax) _known.Clear();
        return _known.GetOrAdd(text, static content => new(() => Look(content))).Value;
    }

    /// <summary>The same without keeping the caller's thread, which may be a screen's.</summary>
    public Task<DecisionReview> OfAsync(string text, CancellationToken cancellation) =>
        Task.Run(() => Of(text), cancellation);

    public IEnumerable<DecisionModel> ModelsOf(ProcedureFiles files) =>
        files.In(ProcedureFiles.Decisions).Select(file => Of(file.Text).Model).OfType<DecisionModel>();

    /// <summary>What stands against the decisions of a procedure, each with its file.</summary>
    public ImmutableArray<Diagnostic> Of(ProcedureFiles files) =>
    [
        .. from file in files.In(ProcedureFiles.Decisions)
           from problem in Of(file.Text).Found
           select problem with { Location = problem.Location with { File = file.Path } },
    ];

    private static DecisionReview Look(string text)
    {
        var compiled = DecisionCompiler.Compile(text);
        if (compiled.Value is not { } model) return new(null, compiled.Problems);
        var types = TypeCheck.Of(model);
        return new(model, DeadLogic.AsErrors(compiled.Problems))
        {
            Tables = [.. TableAnalysis.Of(model).Select(table => Without(table, types))],
            Tests = TestRowRunner.Run(model, Usual, DateTimeZone.Utc),
            Types = types,
        };
    }

    // That a cell of the wrong type never matches follows from its type, which is told.
    private static TableReport Without(TableReport table, ImmutableArray<Diagnostic> types) => table with
    {
        Findings =
        [
            .. table.Findings.Where(finding => finding.Kind != FindingKind.NeverMatches || !types.Any(wrong =>
                wrong.Location.ElementId == finding.Problem.Location.ElementId
                    && wrong.Location.Field == finding.Problem.Location.Field)),
        ],
    };
}
