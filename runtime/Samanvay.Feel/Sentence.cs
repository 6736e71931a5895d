using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Samanvay.Feel;

/// <summary>
/// A message to people, which remembers how it was put together: its template is what a screen looks up to say it in
/// another language. Written as an ordinary text with values in it.
/// </summary>
[InterpolatedStringHandler]
public sealed class Sentence : IEquatable<Sentence>
{
    private readonly StringBuilder _template;
    private readonly ImmutableArray<object>.Builder _values = ImmutableArray.CreateBuilder<object>();

    public Sentence(int literalLength, int formattedCount) =>
        _template = new StringBuilder(literalLength + (3 * formattedCount));

    private Sentence(string text) => _template = new StringBuilder(Escaped(text));

    /// <summary>One that was taken apart to be kept. Its values are texts then.</summary>
    public static Sentence Of(string template, IEnumerable<string> values)
    {
        var sentence = new Sentence(0, 0);
        sentence._template.Append(template);
        foreach (var value in values) sentence._values.Add((Sentence)value);
        return sentence;
    }

    /// <summary>Several as one; null for none. Halves are joined, so that a long list does not stand deep.</summary>
    public static Sentence? Joined(ReadOnlySpan<Sentence> parts, Func<Sentence, Sentence, Sentence> join)
    {
        if (parts.Length < 2) return parts.IsEmpty ? null : parts[0];
        var half = parts.Length / 2;
        return join(Joined(parts[..half], join)!, Joined(parts[half..], join)!);
    }

    /// <summary>The English words with <c>{0}</c>, <c>{1}</c> ... where the values stand.</summary>
    public string Template => _template.ToString();

    /// <summary>Texts, and sentences that stand within this one.</summary>
    public ImmutableArray<object> Values => _values.ToImmutable();

    public static implicit operator Sentence(string text) => new(text);

    public void AppendLiteral(string text) => _template.Append(Escaped(text));

    public void AppendFormatted<T>(T value) => AppendFormatted(value, null);

    public void AppendFormatted<T>(T value, string? format)
    {
        _template.Append(CultureInfo.InvariantCulture, $"{{{_values.Count}}}");
        _values.Add(value switch
        {
            Sentence sentence => sentence,
            IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
            _ => value?.ToString() ?? "",
        });
    }

    public bool Equals(Sentence? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as Sentence);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>In English.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Template, [.. _values]);

    /// <summary>The same with the values cut to what can be read: names may be of any length.</summary>
    internal Sentence Shortened()
    {
        var shortened = new Sentence(0, 0);
        shortened._template.Append(_template);
        foreach (var value in _values)
        {
            var within = value as Sentence ?? value.ToString()!;
            shortened._values.Add(within._values.Count > 0 ? within.Shortened() : (Sentence)Shown.Of($"{within}"));
        }

        return shortened;
    }

    private static string Escaped(string text) =>
        text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
