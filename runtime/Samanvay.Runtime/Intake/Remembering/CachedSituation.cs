using System.Text.Json;
using NodaTime;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Packing;
using Samanvay.Runtime.Ports;
using StoredKey = Samanvay.Runtime.Ports.SituationKey;

namespace Samanvay.Runtime.Intake.Remembering;

/// <summary>One rule at one place, as the lane has it in memory between batches.</summary>
internal sealed class CachedSituation(StoredKey key)
{
    private ReadOnlyMemory<byte>? _unread;
    private SituationState? _state;
    private PackedSituation? _packed;

    public StoredKey Key { get; } = key;

    /// <summary>The last batch whose readings are in the state.</summary>
    public long Through { get; private set; }

    public long Changes { get; private set; }

    public Instant? Due { get; private set; }

    /// <summary>The first batch that is not in the row; 0 while the row tells everything.</summary>
    public long UnwrittenSince { get; private set; }

    public bool IsStored { get; private set; }

    public Instant? StoredDue { get; private set; }

    /// <summary>When the lane will look at it, whether or not it is due then.</summary>
    public Instant? LookedAt { get; set; }

    /// <summary>It was asked for since somebody last wanted its place.</summary>
    public bool IsWanted { get; set; }

    /// <summary>What the batch under way makes of it; nothing before that is stored.</summary>
    public Judged? Next { get; set; }

    /// <summary>None before the first reading.</summary>
    /// <exception cref="JsonException">Nobody can read what is stored.</exception>
    public SituationState? State
    {
        get
        {
            if (_unread is { } stored)
            {
                _state = JsonSerializer.Deserialize(stored.Span, SituationJson.Default.SituationState);
                _unread = null;
            }

            return _state ?? _packed?.Read();
        }
    }

    /// <summary>What is stored where it is no state of a rule.</summary>
    public ReadOnlyMemory<byte>? Raw => Next?.Raw ?? _unread;

    public void Read(SituationRow row)
    {
        (_unread, _state, _packed) = (row.State, null, null);
        (Changes, Due, Through) = (row.Changes, row.DueAt, row.Position);
        (IsStored, StoredDue, UnwrittenSince) = (true, row.DueAt, 0);
    }

    /// <summary>As it is, or as the batch under way makes it.</summary>
    public SituationRow Row(long position) => Next is { } next
        ? new SituationRow(Key, next.Raw ?? Body(next.State), next.Due, next.Changes) { Position = position }
        : new SituationRow(Key, Body(_state), Due, Changes) { Position = position };

    /// <summary>The batch is stored.</summary>
    /// <param name="position">Of the batch.</param>
    /// <param name="isWritten">The row too, and not only the readings.</param>
    /// <param name="packer">Makes the state small.</param>
    public void Keep(long position, bool isWritten, SituationPacker packer)
    {
        if (Next is { } next)
        {
            if (next.State is { } state) Keep(state, packer);
            if (next.Raw is { } raw) (_unread, _state, _packed) = (raw, null, null);
            (Changes, Due, Next, Through) = (next.Changes, next.Due, null, position);
            if (!isWritten && UnwrittenSince == 0) UnwrittenSince = position;
        }

        if (isWritten) (IsStored, StoredDue, UnwrittenSince) = (true, Due, 0);
    }

    private void Keep(SituationState state, SituationPacker packer)
    {
        _packed = packer.Pack(state, _packed);
        (_unread, _state) = (null, _packed is null ? state : null);
    }

    private ReadOnlyMemory<byte> Body(SituationState? moved) => (moved ?? _state ?? _packed?.Read()) is not { } state
        ? _unread ?? throw new InvalidOperationException($"The situation {Key} has no state to write.")
        : JsonSerializer.SerializeToUtf8Bytes(state, SituationJson.Default.SituationState);
}

/// <summary>What a batch makes of a situation.</summary>
/// <param name="State">As it was when absent: only when it is looked at has changed.</param>
/// <param name="MustBeWritten">What the readings alone would not tell again.</param>
internal sealed record Judged(SituationState? State, long Changes, Instant? Due, bool MustBeWritten)
{
    /// <summary>The stored form of what is no state of a rule.</summary>
    public ReadOnlyMemory<byte>? Raw { get; init; }

    /// <summary>The row is written with the batch, and not only the readings.</summary>
    public bool IsWritten { get; set; }
}
