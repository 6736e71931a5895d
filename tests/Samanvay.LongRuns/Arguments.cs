using System.Collections.Immutable;
using System.Globalization;

namespace Samanvay.LongRuns;

/// <summary>A verb and its options, each a name and a value.</summary>
internal sealed record Arguments(string Verb, ImmutableSortedDictionary<string, string> Options)
{
    private const string Mark = "--";

    private static readonly string[] Counts = ["seed", "count", "from", "minutes", "due"];

    /// <summary>The same seed runs the same.</summary>
    public int Seed { get; private init; }

    /// <summary>Null where it can not be read.</summary>
    public static Arguments? Read(string[] arguments)
    {
        if (arguments is not [var verb, .. var rest] || rest.Length % 2 != 0) return null;
        var options = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var pair in rest.Chunk(2))
        {
            if (!pair[0].StartsWith(Mark, StringComparison.Ordinal)) return null;
            options[pair[0][Mark.Length..]] = pair[1];
        }
        var read = new Arguments(verb, options.ToImmutable());
        if (Counts.Any(each => read.Text(each, "0") is var text && !TryRead(text, out _))) return null;
        return read with { Seed = read.Number("seed", 1) };
    }

    public int Number(string option, int otherwise) =>
        Options.TryGetValue(option, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static bool TryRead(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    public string Text(string option, string otherwise) => Options.GetValueOrDefault(option, otherwise);
}
