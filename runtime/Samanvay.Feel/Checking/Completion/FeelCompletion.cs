namespace Samanvay.Feel.Checking.Completion;

/// <summary>Something that can be written at a place.</summary>
/// <param name="Detail">The type of a name, the signature of a function; empty for a word of the language.</param>
/// <param name="Start">Where the part begins that it takes the place of.</param>
public sealed record FeelCompletion(string Text, FeelCompletionKind Kind, string Detail, int Start);

public enum FeelCompletionKind { Variable, Property, Function, Keyword, Type }
