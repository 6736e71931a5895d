namespace Samanvay.Engine.Situations.Packing;

/// <summary>
/// A machine at rest: few bytes, written over by its next state. A city has hundreds of thousands of them in memory; as
/// objects, each there from one reading to the next, they would cost the memory's housekeeping more than judging does.
/// </summary>
public sealed class PackedSituation
{
    private byte[] _bytes = [];
    private string?[] _names = [];

    /// <summary>The state as it was.</summary>
    public SituationState Read() => StatePack.Read(new PackReader(_bytes, _names));

    internal void Write(PackWriter written)
    {
        // Some room more, for windows that fill.
        if (written.Bytes.Length > _bytes.Length) _bytes = new byte[written.Bytes.Length * 5 / 4];
        written.Bytes.CopyTo(_bytes);
        _names = written.NamesOver(_names);
    }
}

/// <summary>Packs one state after the other; not for two threads.</summary>
public sealed class SituationPacker
{
    private readonly PackWriter _writer = new();

    /// <param name="over">What held the state before, if anything did; nobody is to read that again.</param>
    /// <returns>None where the state remembers what has no packed form: it is rare then.</returns>
    public PackedSituation? Pack(SituationState state, PackedSituation? over)
    {
        if (!StatePack.Holds(state)) return null;
        _writer.Clear();
        StatePack.Write(_writer, state);
        var packed = over ?? new PackedSituation();
        packed.Write(_writer);
        return packed;
    }
}
