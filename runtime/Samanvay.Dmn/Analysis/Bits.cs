using System.Numerics;

namespace Samanvay.Dmn.Analysis;

/// <summary>A set of small numbers: rules of a table or pieces of a column. Never changes, equal by content.</summary>
internal readonly struct Bits : IEquatable<Bits>
{
    private const int WordBits = 64;

    private readonly ulong[] _words;

    private Bits(ulong[] words) => _words = words;

    public bool IsEmpty => _words.AsSpan().IndexOfAnyExcept(0UL) < 0;

    public int Count => _words.Sum(BitOperations.PopCount);

    public IEnumerable<int> Members
    {
        get
        {
            for (var word = 0; word < _words.Length; word++)
            {
                for (var rest = _words[word]; rest != 0; rest &= rest - 1)
                    yield return word * WordBits + BitOperations.TrailingZeroCount(rest);
            }
        }
    }

    /// <summary>The numbers below <paramref name="size"/> that pass; sets are combined only with others of their
    /// size.</summary>
    public static Bits Where(int size, Func<int, bool> passes)
    {
        var words = new ulong[(size + WordBits - 1) / WordBits];
        for (var number = 0; number < size; number++)
        {
            if (passes(number)) words[number / WordBits] |= 1UL << (number % WordBits);
        }

        return new(words);
    }

    public static Bits None(int size) => Where(size, _ => false);

    public static Bits All(int size) => Where(size, _ => true);

    public static Bits Of(int size, int number) => Where(size, other => other == number);

    public bool Has(int number) => (_words[number / WordBits] >> (number % WordBits) & 1) != 0;

    public bool Meets(Bits other)
    {
        for (var word = 0; word < _words.Length; word++)
        {
            if ((_words[word] & other._words[word]) != 0) return true;
        }

        return false;
    }

    public bool IsWithin(Bits other)
    {
        for (var word = 0; word < _words.Length; word++)
        {
            if ((_words[word] & ~other._words[word]) != 0) return false;
        }

        return true;
    }

    public bool Equals(Bits other) => _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => obj is Bits other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var word in _words) hash.Add(word);
        return hash.ToHashCode();
    }

    public static Bits operator &(Bits left, Bits right) => left.Combine(right, (own, others) => own & others);

    public static Bits operator |(Bits left, Bits right) => left.Combine(right, (own, others) => own | others);

    public static Bits operator -(Bits left, Bits right) => left.Combine(right, (own, others) => own & ~others);

    private Bits Combine(Bits other, Func<ulong, ulong, ulong> combine)
    {
        var words = new ulong[_words.Length];
        for (var word = 0; word < words.Length; word++) words[word] = combine(_words[word], other._words[word]);
        return new(words);
    }
}
