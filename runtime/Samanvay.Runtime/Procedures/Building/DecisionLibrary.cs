using System.Collections.Immutable;
using Samanvay.Dmn;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Building;

/// <summary>Reads the decisions of a procedure's files, which its business rule tasks name.</summary>
internal static class DecisionLibrary
{
    public static ImmutableArray<DecisionModel> Read(ProcedureFiles files, BuildProblems problems)
    {
        var models = ImmutableArray.CreateBuilder<DecisionModel>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, path, text) in files.In(ProcedureFiles.Decisions))
        {
            if (problems.Take(path, DecisionCompiler.Compile(text)) is not { } model) continue;
            models.Add(model);
            foreach (var name in NamesOf(model))
                if (!known.Add(name)) problems.Add(path, [Ambiguous(name)]);
        }

        return models.ToImmutable();
    }

    private static IEnumerable<string> NamesOf(DecisionModel model) =>
        model.Definitions.Decisions.SelectMany(decision => (string[])[decision.Id, decision.Name]).Distinct();

    private static Diagnostic Ambiguous(string name) => Diagnostic.Error(
        "PROC005", $"Two files have a decision {name}. Give one of them another name.", Location.Element(name));
}
