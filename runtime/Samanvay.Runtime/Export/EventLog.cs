using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Export;

/// <summary>One file of one format. Operations come one by one, so that none but one is in memory.</summary>
public interface IEventLog : IDisposable
{
    void Add(LoggedOperation operation);

    /// <summary>Ends the file.</summary>
    /// <param name="rest">People, roles, agencies, assets and sensors that the operations have named.</param>
    void Complete(IEnumerable<LogObject> rest);
}

/// <summary>Everything that happened in one operation, and what it happened to.</summary>
public sealed record LoggedOperation(
    OperationKey Key, ImmutableArray<LogObject> Objects, ImmutableArray<LogEvent> Events);

/// <param name="Type">The fact's stored name, which is for ever.</param>
public sealed record LogEvent(string Id, string Type, Instant At)
{
    public required long Sequence { get; init; }

    /// <summary>The object of the run that it is about; absent where it is about the incident.</summary>
    public string? Run { get; init; }

    public string? Element { get; init; }

    public string? ElementName { get; init; }

    /// <summary>For example <c>user-task</c>.</summary>
    public string? ElementType { get; init; }

    public ImmutableArray<LogValue> Values { get; init; } = [];

    public ImmutableArray<LogLink> Links { get; init; } = [];

    /// <summary>The object of one kind that it is linked to in one way; absent where there is none.</summary>
    public string? Linked(string qualifier) =>
        Links.FirstOrDefault(link => link.Qualifier == qualifier).To;

    /// <summary>What every event may say, and what its type adds.</summary>
    public IEnumerable<LogValue> AllValues
    {
        get
        {
            yield return new LogValue("sequence", Sequence);
            if (Element is not null) yield return new LogValue("element", Element);
            if (ElementName is not null) yield return new LogValue("element_name", ElementName);
            if (ElementType is not null) yield return new LogValue("element_type", ElementType);
            foreach (var value in Values) yield return value;
        }
    }
}

public sealed record LogObject(string Id, string Type)
{
    public ImmutableArray<LogChange> Values { get; init; } = [];

    public ImmutableArray<LogLink> Links { get; init; } = [];

    public string? this[string name] =>
        Values.LastOrDefault(change => change.Value.Name == name) is { Value.Value: { } value }
            ? new LogValue(name, value).Text : null;
}

/// <param name="Value">A text, a whole number, a number, a truth value or an instant.</param>
public readonly record struct LogValue(string Name, object Value)
{
    public string Text => LogText.Of(Value);
}

/// <param name="Since">From when the object has the value; absent for what it always had.</param>
public readonly record struct LogChange(LogValue Value, Instant? Since = null);

/// <param name="Qualifier">In which way.</param>
public readonly record struct LogLink(string To, string Qualifier);
