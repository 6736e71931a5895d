using NodaTime;
using Samanvay.Feel.Values;

namespace Samanvay.Feel;

/// <summary>
/// All that one evaluation can see: the variables, and the moment and zone that <c>now()</c> and <c>today()</c>
/// read.
/// </summary>
public sealed record FeelScope(FeelContext Variables, Instant Now, DateTimeZone Zone, FeelLimits Limits)
{
    public FeelScope(
        FeelContext variables, Instant now, DateTimeZone zone) : this(variables, now, zone, FeelLimits.Standard) { }

    public FeelScope With(string name, FeelValue value) => this with { Variables = Variables.With(name, value) };
}
