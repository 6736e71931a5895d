using System.Collections.Frozen;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Compilation;

/// <summary>What every part of a compilation looks things up in.</summary>
internal sealed class Scene(BpmnDefinitions definitions, CompilationOptions options)
{
    private readonly FrozenDictionary<string, Message> _messages = ById(definitions.Messages, message => message.Id);
    private readonly FrozenDictionary<string, BpmnError> _errors = ById(definitions.Errors, error => error.Id);
    private readonly FrozenDictionary<string, Escalation> _escalations = ById(definitions.Escalations, one => one.Id);

    private readonly FrozenDictionary<string, ExecutableDecision> _decisions =
        ById(options.Decisions, decision => decision.Id);

    public Findings Findings { get; } = new();

    public BpmnDefinitions Definitions { get; } = definitions;

    /// <summary>Every node compiled so far, at every depth.</summary>
    public Dictionary<string, ExecutableNode> Nodes { get; } = new(StringComparer.Ordinal);

    public Message? Message(string? id) => Find(_messages, id);

    public BpmnError? Error(string? id) => Find(_errors, id);

    public Escalation? Escalation(string? id) => Find(_escalations, id);

    public ExecutableDecision? Decision(string id) => Find(_decisions, id);

    private static TItem? Find<TItem>(FrozenDictionary<string, TItem> items, string? id) where TItem : class =>
        id is null ? null : items.GetValueOrDefault(id);

    // An id that is used twice is the reader's to report; here the first one counts.
    private static FrozenDictionary<string, TItem> ById<TItem>(IEnumerable<TItem> items, Func<TItem, string> id) =>
        items.GroupBy(id, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
}
