using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Ports;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Clock;

public sealed class CityTimeTests
{
    private static readonly CityId Live = new("pune");
    private static readonly CityId Sample = new("sample");
    private static readonly Instant Start = Instant.FromUtc(2026, 7, 9, 6, 0);
    private static readonly Instant Season = Instant.FromUtc(2025, 8, 1, 0, 0);

    private readonly ManualTime _host = new(Start);
    private readonly ClockShelf _shelf = new();

    [Fact]
    public async Task A_live_city_follows_the_host_and_never_goes_back()
    {
        var time = await OpenAsync();
        _host.Advance(Duration.FromMinutes(5));
        time.Now(Live).ShouldBe(Start + Duration.FromMinutes(5));

        _host.Jump(Duration.FromSeconds(-1.5));

        time.Now(Live).ShouldBe(Start + Duration.FromMinutes(5));
        time.HoldsBreachDecisions(Live).ShouldBeFalse();
    }

    [Fact]
    public async Task A_live_clock_can_not_be_set()
    {
        var time = await OpenAsync();

        (await time.ChangeAsync(Live, new MoveForward(Start + Duration.FromDays(1)), default)).ShouldBeFalse();
        (await time.ChangeAsync(Live, new ChangeSpeed(60), default)).ShouldBeFalse();

        time.Now(Live).ShouldBe(Start);
    }

    // sla.md, vector V22.
    [Fact]
    public async Task A_host_clock_that_jumps_three_hours_and_back_holds_breach_decisions_and_moves_no_time()
    {
        var time = await OpenAsync();
        time.Now(Live).ShouldBe(Start);

        _host.Jump(Duration.FromHours(3));
        _host.Advance(Duration.FromSeconds(10));
        time.Now(Live).ShouldBe(Start + Duration.FromSeconds(10));
        time.HoldsBreachDecisions(Live).ShouldBeTrue();
        time.HoldsBreachDecisions(Sample).ShouldBeFalse();

        _host.Jump(-Duration.FromHours(3));
        await TickForAsync(time, seconds: 59);
        time.HoldsBreachDecisions(Live).ShouldBeTrue();
        await TickForAsync(time, seconds: 2);
        time.HoldsBreachDecisions(Live).ShouldBeFalse();
        time.Now(Live).ShouldBe(Start + Duration.FromSeconds(71));
    }

    // sla.md, vector V16: a stop of the process is no anomaly.
    [Fact]
    public async Task Downtime_is_no_jump_and_the_city_goes_on_with_the_hosts_time()
    {
        var before = await OpenAsync();
        await before.TickAsync(default);
        _host.Jump(Duration.FromMinutes(55));

        var time = await OpenAsync();
        await time.TickAsync(default);

        time.HoldsBreachDecisions(Live).ShouldBeFalse();
        time.Now(Live).ShouldBe(Start + Duration.FromMinutes(55));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 10)]
    [InlineData(60, 600)]
    [InlineData(2.5, 25)]
    public async Task A_sample_city_runs_at_the_speed_of_its_screen(double speed, int expectedSeconds)
    {
        var time = await OpenAsync();
        (await time.ChangeAsync(Sample, new ChangeSpeed(speed), default)).ShouldBeTrue();

        for (var step = 0; step < 100; step++)
        {
            _host.Advance(Duration.FromMilliseconds(100));
            time.Now(Sample);
        }

        time.Now(Sample).ShouldBe(Season + Duration.FromSeconds(expectedSeconds));
    }

    [Fact]
    public async Task A_sample_clock_goes_on_after_a_restart_from_where_it_was()
    {
        var before = await OpenAsync();
        await before.ChangeAsync(Sample, new ChangeSpeed(60), default);
        _host.Advance(Duration.FromSeconds(10));
        await before.TickAsync(default);
        var seen = before.Now(Sample);
        _host.Advance(Duration.FromDays(2));

        var time = await OpenAsync();

        time.Now(Sample).ShouldBe(seen);
        _host.Advance(Duration.FromSeconds(1));
        time.Now(Sample).ShouldBe(seen + Duration.FromMinutes(1));
    }

    [Fact]
    public async Task A_sample_clock_moves_forward_and_not_back()
    {
        var time = await OpenAsync();

        (await time.ChangeAsync(Sample, new MoveForward(Season + Duration.FromHours(6)), default)).ShouldBeTrue();
        (await time.ChangeAsync(Sample, new MoveForward(Season), default)).ShouldBeFalse();

        time.Now(Sample).ShouldBe(Season + Duration.FromHours(6));
        time.HoldsBreachDecisions(Sample).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_waits_is_woken_when_the_clock_is_moved_or_made_faster()
    {
        var time = await OpenAsync();
        var wait = time.WaitUntilAsync(Sample, Season + Duration.FromHours(1), default);
        wait.IsCompleted.ShouldBeFalse();

        await time.ChangeAsync(Sample, new ChangeSpeed(60), default);
        for (var second = 0; second < 30; second++) _host.Advance(Duration.FromSeconds(1));
        await Task.Yield();
        wait.IsCompleted.ShouldBeFalse();
        await time.ChangeAsync(Sample, new MoveForward(Season + Duration.FromHours(1)), default);

        await wait.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    private async Task TickForAsync(CityTime time, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _host.Advance(Duration.FromSeconds(1));
            await time.TickAsync(default);
        }
    }

    private async Task<CityTime> OpenAsync()
    {
        var time = new CityTime(_host, _shelf);
        await time.StartAsync(default);
        await time.AddAsync(Live, ClockMode.Live, Start, default);
        await time.AddAsync(Sample, ClockMode.Sample, Season, default);
        return time;
    }
}
