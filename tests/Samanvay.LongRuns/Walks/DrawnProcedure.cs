using System.Collections.Immutable;
using System.Globalization;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;
using Samanvay.Engine;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Incidents;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.LongRuns.Walks;

/// <summary>A procedure as it was published: drawn in blocks, then edited at random as long as it may be
/// published.</summary>
/// <param name="Diagram">The file.</param>
/// <param name="Kept">The edits that are in it.</param>
/// <param name="Refused">The edits with which it could not be published.</param>
internal sealed record DrawnProcedure(string Diagram, Procedure Procedure, int Kept, int Refused)
{
    private const int EditsMax = 8;

    private const int LaterEditsMax = 3;

    private BpmnDefinitions Definitions { get; init; } = null!;

    /// <summary>What was published later, to which what runs may move: the same anew, and edited once more.</summary>
    public ImmutableArray<Procedure> Later { get; private init; } = [];

    public static DrawnProcedure Draw(int seed)
    {
        var random = new Random(seed);
        var builder = new RandomProcedure(seed).Draw();
        var version = string.Create(CultureInfo.InvariantCulture, $"walk-{seed}");
        var (published, problems) = Publish(builder.Definitions(), version, builder.Limits);
        if (published is null) throw new InvalidOperationException($"A procedure of blocks is refused: {problems}");
        var mutation = new ProcedureMutation(random);
        var drawn = published.Edited(mutation, random.Next(EditsMax), version, builder.Limits);
        var (same, _) = Publish(drawn.Definitions, version + "-same", builder.Limits);
        var later = drawn.Edited(mutation, random.Next(1, LaterEditsMax), version + "-later", builder.Limits);
        return drawn with
        {
            Later = later.Procedure.Version == drawn.Procedure.Version
                ? [same!.Procedure] : [same!.Procedure, later.Procedure],
        };
    }

    private DrawnProcedure Edited(ProcedureMutation mutation, int edits, string version, Limits limits)
    {
        var edited = this;
        for (var left = edits; left > 0; left--)
        {
            var definitions = mutation.Edit(edited.Definitions);
            var (again, _) = Publish(definitions, version, limits);
            edited = again is null
                ? edited with { Refused = edited.Refused + 1 }
                : again with { Kept = edited.Kept + 1, Refused = edited.Refused };
        }
        return edited;
    }

    /// <summary>Reads, checks and compiles the file, as publishing does.</summary>
    public static (DrawnProcedure? Published, string Problems) Publish(
        BpmnDefinitions definitions, string version, Limits limits)
    {
        var diagram = DiagramText.Of(definitions);
        var read = BpmnReader.Read(diagram);
        if (read.HasErrors || read.Value is null) return (null, Words(read));
        var process = ProcessCompiler.Compile(read.Value, new CompilationOptions
        {
            Version = version,
            Limits = limits,
        });
        if (process.HasErrors || process.Value is null) return (null, Words(process));
        var planned = ProcedurePlanner.Plan(process.Value, FeelContext.Empty);
        return planned.HasErrors
            ? (null, Words(planned))
            : (new(diagram, planned.Value!, 0, 0) { Definitions = definitions }, "");
    }

    private static string Words<T>(Parsed<T> parsed) where T : class =>
        string.Join("; ", parsed.Problems.Select(problem => $"{problem.Code} {problem.Message}"));
}
