using System.Collections.Immutable;

namespace Samanvay.Dmn.Model;

/// <summary>A case with the result that the author wants for it; kept in the file beside the logic.</summary>
/// <param name="Expected">FEEL, as are the inputs; empty while its author has not said it.</param>
public sealed record TestRow(string Name, ImmutableArray<TestInput> Given, string Expected)
{
    /// <summary>The moment at which it is asked, an ISO date and time with its offset; null where it does not
    /// matter.</summary>
    public string? At { get; init; }

    public bool IsOpen => string.IsNullOrWhiteSpace(Expected);
}

/// <param name="Name">An input, or a decision that is then not asked but has this value.</param>
public sealed record TestInput(string Name, string Text);
