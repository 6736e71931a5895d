using System.Collections.Immutable;
using Samanvay.Dmn.Compilation;
using Samanvay.Dmn.Evaluation;
using Samanvay.Dmn.Model;
using Samanvay.Feel;
using Samanvay.Feel.Checking;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Checking;

/// <summary>The types of the elements of a graph. A decision without a declared type is of that of its logic.</summary>
internal sealed class GraphTypes(DecisionModel model)
{
    private readonly Dictionary<string, FeelType> _known = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Diagnostic>.Builder _problems = ImmutableArray.CreateBuilder<Diagnostic>();

    public ImmutableArray<Diagnostic> Problems => _problems.ToImmutable();

    public FeelType Of(Decision decision)
    {
        if (_known.TryGetValue(decision.Id, out var known)) return known;
        var declared = model.ById[decision.Id].Type;
        // Also the answer for a decision that waits for itself.
        _known[decision.Id] = declared;
        var logic = new BoxTypes(decision.Name, model.Types, _problems).Of(decision.Logic, TypingOf(decision.Id));
        return _known[decision.Id] = declared == FeelType.Any ? logic : declared;
    }

    public void Of(BusinessKnowledgeModel knowledge)
    {
        if (knowledge.Logic is { } logic)
            new BoxTypes(knowledge.Name, model.Types, _problems).Of(logic, TypingOf(knowledge.Id));
    }

    private FeelTyping TypingOf(string id)
    {
        var typing = FeelTyping.None with
        {
            Types = model.Types.Named(),
            FurtherMembers = [.. model.Definitions.ItemDefinitions.SelectMany(ItemTypes.ComponentNames)],
        };
        return ((CompiledLogic)model.ById[id]).Requirements.Aggregate(
            typing, (so, required) => so.With(required.Name, Of(required)));
    }

    private FeelType Of(Requirement required) => required.Element is { } element
        ? Of(element)
        : FeelType.ContextOf(required.Imported.Select(one => KeyValuePair.Create(one.Name, Declared(one))));

    private FeelType Of(CompiledElement element) =>
        model.Definitions.Decisions.FirstOrDefault(decision => decision.Id == element.Id) is { } decision
            && ReferenceEquals(model.ById.GetValueOrDefault(element.Id), element)
                ? Of(decision)
                : Declared(element);

    // What a knowledge model or a service declares is said of its result by some tools, of itself by others.
    private static FeelType Declared(CompiledElement element) =>
        element is CompiledService or CompiledLogic { IsFunction: true }
            ? FeelType.FunctionType.Unspecified
            : element.Type;
}
