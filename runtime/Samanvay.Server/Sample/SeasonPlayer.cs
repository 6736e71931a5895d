using System.Globalization;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Sample;

/// <summary>
/// Plays the season in the sample city: time flies while nothing is open, runs at most sixty-fold while a step or clock
/// is, and is real as soon as a visitor takes part. Everything goes through the intake and the front door.
/// </summary>
/// <remarks>
/// It remembers nothing: where the season stands is the city's clock, and what was sent twice is recognised.
/// </remarks>
internal sealed class SeasonPlayer(SeasonParts parts, SeasonState state, CityId city)
{
    private static readonly Duration Lookahead = Duration.FromMinutes(10);

    public async Task PlayAsync(SeasonScript script, CancellationToken cancellation)
    {
        await BeginAsync(script, cancellation);
        var next = 0;
        while (next < script.Readings.Count || await IsUnfinishedAsync(cancellation))
        {
            next = await SendAsync(script, next, cancellation);
            await parts.Jump.SettleAsync(city, cancellation);
            await ActAsync(cancellation);
            var until = await NextAsync(script, next, cancellation);
            if (until is not null)
                await PassAsync(until.Value, cancellation);
        }

        state.End();
        await parts.Time.ChangeAsync(city, new ChangeSpeed(1), cancellation);
    }

    // A clock that nobody has started yet stands too, but at the beginning.
    private async Task BeginAsync(SeasonScript script, CancellationToken cancellation)
    {
        if (parts.Time.Now(city) == script.StartsAt)
            await parts.Time.ChangeAsync(city, new ChangeSpeed(SeasonState.SpeedMax), cancellation);

        state.Begin(parts.Time.View(city).Clock.Speed);
    }

    private async Task<bool> IsUnfinishedAsync(CancellationToken cancellation) =>
        (await parts.People.PlanAsync(cancellation)).Count > 0
        || await parts.Timers.NextDueAsync(city, cancellation) is not null;

    /// <summary>Sends what the gauge has read by now; says which reading is the next.</summary>
    private async Task<int> SendAsync(SeasonScript script, int next, CancellationToken cancellation)
    {
        var now = parts.Time.Now(city);
        var due = script.Readings.Skip(next).TakeWhile(reading => reading.At <= now).ToList();
        if (due.Count == 0)
            return next;

        var signals = due.Select(reading => new SignalEvent(
            "sample-season", string.Create(CultureInfo.InvariantCulture, $"{reading.Line}"), script.Device,
            reading.At, reading.Value, script.Unit)).ToList();
        foreach (var chunk in signals.Chunk(500))
            await parts.Lane.SubmitAsync(city, chunk, cancellation);

        return next + due.Count;
    }

    private async Task ActAsync(CancellationToken cancellation)
    {
        foreach (var act in await parts.People.PlanAsync(cancellation))
        {
            if (act.At > parts.Time.Now(city))
                return;

            await parts.People.ActAsync(act, cancellation);
        }
    }

    private async Task<Instant?> NextAsync(SeasonScript script, int next, CancellationToken cancellation)
    {
        Instant?[] moments =
        [
            next < script.Readings.Count ? script.Readings[next].At : null,
            (await parts.People.PlanAsync(cancellation)).Select(act => (Instant?)act.At).FirstOrDefault(),
            await parts.Jump.NextAsync(city, cancellation),
        ];
        return moments.Min();
    }

    private async Task PassAsync(Instant until, CancellationToken cancellation)
    {
        while (parts.Time.Now(city) < until)
        {
            var changed = state.Changed;
            if (state.IsJumping)
            {
                await JumpAsync(until, cancellation);
                return;
            }

            var isCalm = !state.IsPaused && !state.TakesPart && !await OpenAsync(cancellation);
            if (isCalm)
            {
                await parts.Jump.ToAsync(city, until, cancellation);
                return;
            }

            await parts.Time.ChangeAsync(city, new ChangeSpeed(state.ClockSpeed), cancellation);
            using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(parts.Time.WaitUntilAsync(city, until, race.Token), changed.WaitAsync(race.Token));
            await race.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    // In calm the river only goes on rising or falling: what is jumped to is what asks for somebody.
    private async Task JumpAsync(Instant until, CancellationToken cancellation)
    {
        await parts.Jump.ToAsync(city, until, cancellation);
        if (await OpenAsync(cancellation)) state.EndJump();
    }

    // What only waits for a message of the river is not open work: nothing is due for anybody.
    private async Task<bool> OpenAsync(CancellationToken cancellation) =>
        (await parts.People.PlanAsync(cancellation)).Count > 0
        || await parts.Timers.NextDueAsync(city, cancellation) <= parts.Time.Now(city) + Lookahead;
}
