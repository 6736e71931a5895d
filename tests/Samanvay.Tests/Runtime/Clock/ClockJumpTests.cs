using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Ports;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Clock;

public sealed class ClockJumpTests : IDisposable
{
    private static readonly CityId City = new("sample");
    private static readonly Instant Start = Instant.FromUtc(2026, 7, 9, 6, 0);
    private static readonly Duration Minute = Duration.FromMinutes(1);

    private readonly ManualTime _host = new(Start);
    private readonly CityTime _time;
    private readonly TimerShelf _timers;
    private readonly ClockJump _jump;

    public ClockJumpTests()
    {
        _time = new CityTime(_host, new ClockShelf());
        _timers = new TimerShelf(_time);
        _jump = new ClockJump(_time, _timers, _host);
    }

    [Fact]
    public async Task What_falls_due_on_the_way_happens_in_order_each_at_its_own_time()
    {
        await OpenAsync();
        _timers.Set(Start + 30 * Minute, Start + 10 * Minute);

        (await _jump.ToAsync(City, Start + 60 * Minute, default)).ShouldBeTrue();

        _timers.Fired.ShouldBe([Start + 10 * Minute, Start + 30 * Minute]);
        _time.Now(City).ShouldBe(Start + 60 * Minute);
    }

    [Fact]
    public async Task A_timer_that_somebody_sets_while_the_jump_begins_is_not_passed()
    {
        await OpenAsync();
        var acting = await _time.HoldAsync(City, default);
        var jump = _jump.ToAsync(City, Start + 60 * Minute, default);

        _time.Now(City).ShouldBe(Start);
        _timers.Set(Start + 10 * Minute);
        acting!.Dispose();
        await jump;

        _timers.Fired.ShouldBe([Start + 10 * Minute]);
    }

    [Fact]
    public async Task Whoever_comes_while_the_clock_moves_acts_after_it()
    {
        await OpenAsync();
        Task<IDisposable?>? coming = null;
        _timers.OnLook = () => _ = coming ??= _time.HoldAsync(City, default).AsTask();
        _timers.LooksBefore = 1;

        var jump = _jump.ToAsync(City, Start + 60 * Minute, default);
        using var acting = await coming.ShouldNotBeNull();

        _time.Now(City).ShouldBe(Start + 60 * Minute);
        await jump;
    }

    [Fact]
    public async Task A_live_city_and_the_past_are_not_reached()
    {
        await OpenAsync();

        (await _jump.ToAsync(new CityId("pune"), Start + Minute, default)).ShouldBeFalse();
        (await _jump.ToAsync(City, Start - Minute, default)).ShouldBeFalse();
    }

    public void Dispose() => _time.Dispose();

    private async Task OpenAsync()
    {
        await _time.AddAsync(City, ClockMode.Sample, Start, default);
        await _time.ChangeAsync(City, new ChangeSpeed(0), default);
    }

    /// <summary>Timers that fire when a look finds them due, as the service does between two looks.</summary>
    private sealed class TimerShelf(CityTime time) : IDueStore
    {
        private readonly SortedSet<Instant> _waiting = [];

        public List<Instant> Fired { get; } = [];

        public Action OnLook { get; set; } = static () => { };

        public int LooksBefore { get; set; }

        public void Set(params Instant[] due) => _waiting.UnionWith(due);

        public ValueTask<DueWork> LookAsync(CityId city, Instant host, CancellationToken cancellation)
        {
            if (LooksBefore-- <= 0) OnLook();
            while (_waiting.Count > 0 && _waiting.Min <= time.Now(city))
            {
                Fired.Add(time.Now(city));
                _waiting.Remove(_waiting.Min);
            }

            return new(new DueWork(false, _waiting.Count == 0 ? null : _waiting.Min));
        }
    }
}
