using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Runtime.Export;

/// <summary>
/// What of each fact is told. Texts are told only where it is known what stands in them, so that a new fact tells no
/// name by oversight.
/// </summary>
internal static class FactShapes
{
    private static readonly Type[] Families = [typeof(OperationFact), typeof(Fact), typeof(ServiceLevelFact)];

    // They only hold a fact of another family, which is told in their place.
    private static readonly Type[] Wrappers = [typeof(RunAdvanced), typeof(ClockAdvanced)];

    private static readonly Type[] Opened =
        [typeof(IncidentOpening), typeof(SituationReport), typeof(WorkItem), typeof(ClockSubject)];

    // What the drawing or the city's set-up says: ids and names of parts, codes, kinds.
    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
    [
        "Activity", "CaughtBy", "Code", "Condition", "Decision", "Element", "ElementId", "Field", "Flow",
        "FromRole", "Kind", "Level", "MessageName", "Metric", "Name", "Process", "Role", "Rule", "Signal", "Start",
        "To", "ToRole", "Type", "Version", "Zone", "MessageReceived.Message", "MessageThrown.Message",
        "ScopeInterrupted.By",
    ]);

    private static readonly FrozenSet<string> People =
        FrozenSet.ToFrozenSet(["AcknowledgedBy", "ApprovedBy", "By", "CompletedBy", "People"]);

    // What somebody wrote, and keys that may be made of it.
    private static readonly FrozenSet<string> Texts = FrozenSet.ToFrozenSet(
        ["DedupeKey", "Key", "Message", "Owner", "Reason", "Subject", "Text", "Title", "Trouble"]);

    private static readonly FrozenDictionary<Type, FactShape> Shapes = Families
        .SelectMany(family => family.GetCustomAttributes<JsonDerivedTypeAttribute>())
        .Where(type => !Wrappers.Contains(type.DerivedType))
        .ToFrozenDictionary(type => type.DerivedType, type => Shape((string)type.TypeDiscriminator!, type.DerivedType));

    public static ImmutableArray<FactShape> All { get; } =
        [.. Shapes.Values.OrderBy(shape => shape.Name, StringComparer.Ordinal)];

    public static FactShape Of(object fact) => Shapes[fact.GetType()];

    private static FactShape Shape(string name, Type fact) => new(
        name, [.. Fields(fact, fact, static value => value).DistinctBy(field => field.Name)]);

    private static IEnumerable<FactField> Fields(Type fact, Type type, Func<object, object?> owner)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length > 0) continue;
            Func<object, object?> read = value => owner(value) is { } found ? property.GetValue(found) : null;
            if (Opened.Contains(property.PropertyType))
            {
                foreach (var inner in Fields(fact, property.PropertyType, read)) yield return inner;
            }
            else if (KindOf(property.PropertyType) is { } kind && property.Name != "At")
            {
                yield return new FactField(
                    property.Name, JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), kind,
                    UseOf(fact, property), read);
            }
        }
    }

    private static LogValueKind? KindOf(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string) || plain.IsEnum || plain == typeof(ImmutableArray<string>)
            || plain == typeof(ProcedureVersionId) || plain == typeof(TimerKey))
        {
            return LogValueKind.Text;
        }

        if (plain == typeof(bool)) return LogValueKind.Truth;
        if (plain == typeof(Instant)) return LogValueKind.Time;
        return plain == typeof(int) || plain == typeof(long) || NumberOf(plain) is not null
            ? LogValueKind.Number : null;
    }

    /// <summary>The number inside an id.</summary>
    internal static PropertyInfo? NumberOf(Type type) =>
        type.IsValueType && type.GetProperty("Value") is { } number && number.PropertyType == typeof(int)
            ? number : null;

    private static FieldUse UseOf(Type fact, PropertyInfo property)
    {
        var (name, full) = (property.Name, $"{fact.Name}.{property.Name}");
        if (Words.Contains(full)) return FieldUse.Value;
        if (People.Contains(name)) return FieldUse.Person;
        if (property.PropertyType != typeof(string) && property.PropertyType != typeof(ImmutableArray<string>))
            return FieldUse.Value;
        if (Texts.Contains(name)) return FieldUse.Text;
        return Words.Contains(name) && property.PropertyType == typeof(string) ? FieldUse.Value : FieldUse.Untold;
    }
}

internal sealed record FactShape(string Name, ImmutableArray<FactField> Fields)
{
    // Said of every event in the same words.
    private static readonly FrozenSet<string> Known =
        FrozenSet.ToFrozenSet(["Element", "ElementId", "Run", "Item", "Clock", "Id"]);

    public IEnumerable<FactField> Values(bool withPeople) => Fields.Where(
        told => !Known.Contains(told.Property)
            && (told.Use == FieldUse.Value || (told.Use == FieldUse.Text && withPeople)));

    public IEnumerable<FactField> People => Fields.Where(told => told.Use == FieldUse.Person);

    public object? this[object fact, string property] =>
        Fields.FirstOrDefault(told => told.Property == property)?.Read(fact);
}

/// <param name="Property">As the fact calls it.</param>
/// <param name="Name">As the log calls it.</param>
internal sealed record FactField(
    string Property, string Name, LogValueKind Kind, FieldUse Use, Func<object, object?> Read)
{
    /// <summary>As a value of a log; absent where the fact has none.</summary>
    public object? Of(object fact) => Read(fact) switch
    {
        null => null,
        Enum word => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString()),
        string or bool or Instant or long => Read(fact),
        int number => (long)number,
        { } id when FactShapes.NumberOf(id.GetType()) is { } number => (long)(int)number.GetValue(id)!,
        { } other => other.ToString(),
    };
}

internal enum FieldUse
{
    Value,

    /// <summary>Names somebody: told as a link to a person, under a name that stands for theirs.</summary>
    Person,

    /// <summary>Told only where people are named.</summary>
    Text,

    /// <summary>Never told.</summary>
    Untold,
}
