using System.Collections.Frozen;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation.Data;

namespace Samanvay.Engine.Compilation;

/// <summary>What every part of a compilation looks things up in.</summary>
internal sealed class Scene(BpmnDefinitions definitions, CompilationOptions options)
{
    private readonly FrozenDictionary<string, Message> _messages = ById(definitions.Messages, message => message.Id);
    private readonly FrozenDictionary<string, Signal> _signals = ById(definitions.Signals, signal => signal.Id);
    private readonly FrozenDictionary<string, BpmnError> _errors = ById(definitions.Errors, error => error.Id);
    private readonly FrozenDictionary<string, Escalation> _escalations = ById(definitions.Escalations, one => one.Id);

    public Findings Findings { get; } = new();

    public BpmnDefinitions Definitions { get; } = definitions;

    public DataNames Data { get; } = new(definitions);

    /// <summary>Every node compiled so far, at every depth.</summary>
    public Dictionary<string, ExecutableNode> Nodes { get; } = new(StringComparer.Ordinal);

    public Message? Message(string? id) => Find(_messages, id);

    public Signal? Signal(string? id) => Find(_signals, id);

    public BpmnError? Error(string? id) => Find(_errors, id);

    public Bpmn.Model.ActivityNode? GlobalTask(string id) =>
        Definitions.GlobalTasks.FirstOrDefault(task => task.Id == id);

    public Escalation? Escalation(string? id) => Find(_escalations, id);

    /// <param name="name">What the decision is called in its model, or its id.</param>
    public ExecutableDecision? Decision(string name)
    {
        var model = options.Decisions.FirstOrDefault(model =>
            model.Definitions.Decisions.Any(decision => decision.Name == name || decision.Id == name)
            || model.Definitions.Services.Any(service => service.Name == name || service.Id == name));
        return model is null ? null : new(name, model);
    }

    private static TItem? Find<TItem>(FrozenDictionary<string, TItem> items, string? id) where TItem : class =>
        id is null ? null : items.GetValueOrDefault(id);

    // An id that is used twice is the reader's to report; here the first one counts.
    private static FrozenDictionary<string, TItem> ById<TItem>(IEnumerable<TItem> items, Func<TItem, string> id) =>
        items.GroupBy(id, StringComparer.Ordinal).ToFrozenDictionary(
            group => group.Key, group => group.First(), StringComparer.Ordinal);
}
