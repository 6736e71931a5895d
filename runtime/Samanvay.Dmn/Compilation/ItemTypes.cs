using System.Collections.Immutable;
using NodaTime;
using Samanvay.Dmn.Model;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Compilation;

/// <summary>Turns the author's item definitions into types.</summary>
internal sealed class ItemTypes
{
    private readonly Dictionary<string, ItemDefinition> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FeelType> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Diagnostic>.Builder _problems;

    public ItemTypes(
        ImmutableArray<ItemDefinition> definitions, IReadOnlyDictionary<string, FeelType> imported,
        ImmutableArray<Diagnostic>.Builder problems)
    {
        _problems = problems;
        foreach (var (name, type) in imported) _types[name] = type;
        foreach (var definition in definitions) _definitions[definition.Name] = definition;
        foreach (var definition in definitions) Named(definition.Name, definition.Name);
    }

    public ImmutableSortedDictionary<string, FeelType> Named() =>
        _types.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The type of a reference; an absent or unknown one takes any value.</summary>
    public FeelType Of(string? reference, string elementId)
    {
        if (string.IsNullOrWhiteSpace(reference)) return FeelType.Any;
        return Named(reference.Trim(), elementId) ?? Unknown(reference, elementId);
    }

    /// <summary>The type of a reference whose faults are reported elsewhere.</summary>
    public FeelType OrAny(string? reference) =>
        string.IsNullOrWhiteSpace(reference) ? FeelType.Any : Named(reference.Trim(), "") ?? FeelType.Any;

    /// <summary>The names of its components and of theirs.</summary>
    public static IEnumerable<string> ComponentNames(ItemDefinition definition) =>
        definition.Components.SelectMany(component => ComponentNames(component).Prepend(component.Name));

    private FeelType? Named(string name, string elementId)
    {
        if (_types.TryGetValue(name, out var known)) return known;
        if (_definitions.TryGetValue(name, out var definition))
        {
            // A type that holds itself, such as a tree, is open at that place.
            if (!_open.Add(name)) return FeelType.Any;
            var type = Of(definition, elementId);
            _open.Remove(name);
            return _types[name] = type;
        }

        // Older files write "feel:string" or name the model's own prefix.
        var prefix = name.IndexOf(':', StringComparison.Ordinal);
        return prefix > 0 ? Named(name[(prefix + 1)..], elementId) : FeelType.OfName(name);
    }

    private FeelType Of(ItemDefinition definition, string elementId)
    {
        var type = Content(definition, elementId);
        if (definition.AllowedValues is { } allowed) type = Narrowed(type, allowed, elementId);
        if (definition.IsCollection) type = new FeelType.ListType(type);
        return definition.TypeConstraint is { } constraint ? Narrowed(type, constraint, elementId) : type;
    }

    private FeelType Content(ItemDefinition definition, string elementId)
    {
        if (definition.Function is { } function)
        {
            return new FeelType.FunctionType(
                [.. function.Parameters.Select(parameter => Of(parameter.TypeRef, elementId))],
                Of(function.OutputTypeRef, elementId));
        }

        if (definition.Components.IsEmpty) return Of(definition.TypeRef, elementId);
        return new FeelType.ContextType(definition.Components.ToImmutableSortedDictionary(
            component => component.Name, component => Of(component, elementId), StringComparer.Ordinal));
    }

    private FeelType Narrowed(FeelType type, string tests, string elementId)
    {
        var read = FeelCompiler.UnaryTests(tests);
        foreach (var problem in read.Problems)
        {
            _problems.Add(
                problem with { Location = problem.Location with { ElementId = elementId, Field = "allowedValues" } });
        }

        if (read.Value is not { } compiled) return type;
        return new FeelType.NarrowedType(type, tests, value => compiled.Test(value, Constants).Passed);
    }

    // Allowed values are constants: neither variables nor the time of day may decide whether a value is of a type.
    private static readonly FeelScope Constants = new(
        FeelContext.Empty, Instant.FromUnixTimeSeconds(0), DateTimeZone.Utc);

    private FeelType Unknown(string reference, string elementId)
    {
        _problems.Add(Diagnostic.Error(
            ProblemCodes.UnknownType,
            $"There is no type '{reference}'. Choose one of the model's types or a FEEL type.",
            Location.Element(elementId, "typeRef")));
        return FeelType.Any;
    }
}
