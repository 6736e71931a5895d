using System.Collections.Immutable;

namespace Samanvay.Feel.Patterns;

/// <summary>A part of a pattern as it was written.</summary>
internal abstract record PatternNode;

internal sealed record SetPart(CharacterSet Set) : PatternNode;

/// <summary>A place where something must hold, without taking a character.</summary>
internal sealed record PlacePart(Operation Operation) : PatternNode;

internal sealed record SequencePart(ImmutableArray<PatternNode> Parts) : PatternNode;

internal sealed record ChoicePart(ImmutableArray<PatternNode> Branches) : PatternNode;

/// <param name="Number">Null for a group that is only brackets.</param>
internal sealed record GroupPart(int? Number, PatternNode Inner) : PatternNode;

internal sealed record BackReferencePart(int Group) : PatternNode;

/// <param name="Most">Null for no bound.</param>
internal sealed record RepeatPart(PatternNode Inner, int Least, int? Most, bool IsLazy) : PatternNode;
