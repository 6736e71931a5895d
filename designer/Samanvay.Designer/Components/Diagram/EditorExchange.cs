using System.Text.Json;
using System.Text.Json.Serialization;

namespace Samanvay.Designer.Components.Diagram;

/// <summary>
/// How the editor stands. The revision counts every change since opening; it is the number to compare before saving.
/// </summary>
public sealed record EditorState(IReadOnlyList<string> Selected, int Revision, bool CanUndo, bool CanRedo);

/// <summary>One element in a list, in the order of the drawing.</summary>
/// <param name="Kind">What it is to people: start, step, automatic, decision, parallel, wait, late, tell, sub, end,
/// agency, whole, connection, other.</param>
public sealed record ElementLine(string Id, string Type, string Kind, string Name, string? Parent);

/// <summary>Everything of one element that a form shows.</summary>
/// <param name="Type">BPMN's own name, for example <c>bpmn:UserTask</c>.</param>
public sealed record ElementSummary(string Id, string Type, string Kind, string Name, string Documentation)
{
    public string? Role { get; init; }
    public string? Lane { get; init; }
    public string? AttachedTo { get; init; }
    public bool? Interrupting { get; init; }
    public EventSummary? Event { get; init; }
    public string? Condition { get; init; }
    public bool? IsDefault { get; init; }
    public string? CalledElement { get; init; }

    /// <summary>The ways out of a gateway.</summary>
    public IReadOnlyList<BranchSummary> Branches { get; init; } = [];

    /// <summary>
    /// The elements of the sop namespace: <c>$type</c>, attributes, children and <c>body</c> by their names.
    /// </summary>
    public IReadOnlyList<JsonElement> Extensions { get; init; } = [];
}

/// <param name="Target">What the way leads to.</param>
public sealed record BranchSummary(string Id, string Name, string Target, string? Condition, bool IsDefault);

/// <param name="Definition">timer, message, signal, error, escalation, conditional, terminate, …</param>
/// <param name="Timer">timeDuration, timeDate or timeCycle.</param>
/// <param name="Reference">The name of the message, signal, error or escalation.</param>
public sealed record EventSummary(string Definition, string? Timer, string? Expression, string? Reference);

/// <summary>A change to one element. What is null stays as it is; an empty text empties.</summary>
public sealed record ElementPatch
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Documentation { get; init; }

    /// <summary>The abstract role that answers, for example <c>police.control</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Role { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Condition { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsDefault { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TimerPatch? Timer { get; init; }

    /// <summary>The name of the message, signal, error or escalation that the event waits for or throws.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reference { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Interrupting { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CalledElement { get; init; }

    /// <summary>
    /// By type (<c>sop:ServiceLevel</c>): all elements of that type are replaced by these; members as in the sop
    /// schema.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<object>>? Extensions { get; init; }
}

/// <param name="Kind">timeDuration, timeDate or timeCycle.</param>
public sealed record TimerPatch(string Kind, string Expression);
