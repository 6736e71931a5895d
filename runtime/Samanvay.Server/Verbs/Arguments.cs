namespace Samanvay.Server.Verbs;

/// <summary>Options by name, and what is left over; an option that nobody asks for is refused.</summary>
internal sealed class Arguments(string[] args)
{
    private readonly List<string> _left = [.. args];

    /// <summary>The text after an option; null where the option is absent.</summary>
    public string? Text(string name)
    {
        var place = _left.IndexOf(name);
        if (place < 0)
            return null;

        if (place + 1 >= _left.Count)
            throw new UsageException($"{name} needs a value.");

        var value = _left[place + 1];
        _left.RemoveRange(place, 2);
        return value;
    }

    public bool Flag(string name) => _left.Remove(name);

    /// <summary>To be called last: what no option took, at most so many.</summary>
    public IReadOnlyList<string> Rest(int most)
    {
        if (_left.FirstOrDefault(argument => argument.StartsWith('-')) is { } unknown)
            throw new UsageException($"There is no option {unknown}.");

        return _left.Count <= most ? _left : throw new UsageException($"'{_left[most]}' is one word too many.");
    }
}
