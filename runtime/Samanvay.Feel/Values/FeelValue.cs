using System.Text.Json.Serialization;

namespace Samanvay.Feel.Values;

/// <summary>A value of the language: closed family, immutable, equal by content.</summary>
/// <remarks>
/// <see cref="Equals(FeelValue)"/> is identity of content and total. FEEL's own <c>=</c>, which may be null and
/// treats two
/// date and times of one instant as equal, is <see cref="FeelComparison.Equal"/>.
/// </remarks>
[JsonConverter(typeof(FeelValueConverter))]
public abstract class FeelValue : IEquatable<FeelValue>
{
    private protected FeelValue() { }

    public static readonly FeelValue Null = new FeelNull();
    public static readonly FeelBoolean True = new(true);
    public static readonly FeelBoolean False = new(false);

    /// <summary>The type as an author writes it: <c>number</c>, <c>date and time</c>, <c>list</c>.</summary>
    public abstract string TypeName { get; }

    /// <summary>Levels of nesting: 1 for a simple value, bounded by what can be stored.</summary>
    public int Depth => Extent.Depth;

    internal virtual Extent Extent => Extent.Single;

    public bool IsNull => this is FeelNull;

    public abstract bool Equals(FeelValue? other);

    public sealed override bool Equals(object? obj) => obj is FeelValue other && Equals(other);

    public abstract override int GetHashCode();

    /// <summary>What FEEL's <c>string()</c> gives; null is written <c>null</c>.</summary>
    public sealed override string ToString() => FeelText.Display(this);

    public static FeelBoolean Of(bool value) => value ? True : False;

    public static FeelNumber Of(long value) => FeelNumber.Of(value);

    public static FeelNumber Of(decimal value) => FeelNumber.Of(value);

    public static FeelString Of(string value) => new(value);
}

/// <summary>No value. An operation that makes no sense gives it, with a warning kept beside.</summary>
public sealed class FeelNull : FeelValue
{
    internal FeelNull() { }

    public override string TypeName => "Null";

    public override bool Equals(FeelValue? other) => other is FeelNull;

    public override int GetHashCode() => 0;
}

public sealed class FeelBoolean : FeelValue
{
    internal FeelBoolean(bool value) => Value = value;

    public bool Value { get; }

    public override string TypeName => "boolean";

    public override bool Equals(FeelValue? other) => other is FeelBoolean boolean && boolean.Value == Value;

    public override int GetHashCode() => Value ? 1 : 2;
}

public sealed class FeelString(string value) : FeelValue
{
    public string Value { get; } = value;

    public override string TypeName => "string";

    internal override Extent Extent => Extent.OfText(Value);

    public override bool Equals(FeelValue? other) =>
        other is FeelString text && string.Equals(text.Value, Value, StringComparison.Ordinal);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);
}
