using NodaTime;

namespace Samanvay.Engine.Situations;

/// <summary>An instant or none, to the tick, in a third of the room: a city has hundreds of thousands of machines in
/// memory, each with a dozen of them.</summary>
internal readonly record struct Moment
{
    // Ticks since 1970, one more where they are not negative: nothing is none.
    private readonly long _number;

    private Moment(long number) => _number = number;

    /// <summary>Where there is one.</summary>
    public Instant At => Instant.FromUnixTimeTicks(_number > 0 ? _number - 1 : _number);

    public static implicit operator Moment(Instant? instant)
    {
        if (instant is not { } at) return default;
        var ticks = at.ToUnixTimeTicks();
        return new Moment(ticks >= 0 ? ticks + 1 : ticks);
    }

    public static implicit operator Instant?(Moment moment) => moment._number == 0 ? null : moment.At;
}
