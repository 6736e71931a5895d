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

    public static DrawnProcedure Draw(int seed)
    {
        var random = new Random(seed);
        var builder = new RandomProcedure(seed).Draw();
        var definitions = builder.Definitions();
        var (published, problems) = Publish(definitions, seed, builder.Limits);
        if (published is null) throw new InvalidOperationException($"A procedure of blocks is refused: {problems}");
        var mutation = new ProcedureMutation(random);
        for (var left = random.Next(EditsMax); left > 0; left--)
        {
            var edited = mutation.Edit(definitions);
            var (again, _) = Publish(edited, seed, builder.Limits);
            if (again is null)
            {
                published = published with { Refused = published.Refused + 1 };
                continue;
            }
            published = again with { Kept = published.Kept + 1, Refused = published.Refused };
            definitions = edited;
        }
        return published;
    }

    /// <summary>Reads, checks and compiles the file, as publishing does.</summary>
    public static (DrawnProcedure? Published, string Problems) Publish(
        BpmnDefinitions definitions, int seed, Limits limits)
    {
        var diagram = DiagramText.Of(definitions);
        var read = BpmnReader.Read(diagram);
        if (read.HasErrors || read.Value is null) return (null, Words(read));
        var process = ProcessCompiler.Compile(read.Value, new CompilationOptions
        {
            Version = string.Create(CultureInfo.InvariantCulture, $"walk-{seed}"),
            Limits = limits,
        });
        if (process.HasErrors || process.Value is null) return (null, Words(process));
        var planned = ProcedurePlanner.Plan(process.Value, FeelContext.Empty);
        return planned.HasErrors ? (null, Words(planned)) : (new(diagram, planned.Value!, 0, 0), "");
    }

    private static string Words<T>(Parsed<T> parsed) where T : class =>
        string.Join("; ", parsed.Problems.Select(problem => $"{problem.Code} {problem.Message}"));
}
