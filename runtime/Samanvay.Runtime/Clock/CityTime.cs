using System.Collections.Concurrent;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Clock;

/// <summary>
/// What time it is in each city, and waiting for it. Live cities follow the host and never go back; sample cities have
/// a clock that people stop, speed up and move forward.
/// </summary>
public sealed class CityTime(TimeProvider host, IClockStore store) : IDisposable
{
    // A wait is cut into pieces so that a host clock that was set while somebody waits is noticed.
    private static readonly Duration WaitMax = Duration.FromSeconds(30);

    private readonly ConcurrentDictionary<CityId, CityClock> _clocks = new();
    private readonly ConcurrentDictionary<CityId, ClockGate> _gates = new();
    private readonly HostWatch _watch = new(host);

    // What is being set here is not taken back by what was stored before.
    private readonly SemaphoreSlim _settings = new(1, 1);

    /// <summary>A clock was added, set or given another speed.</summary>
    public event Action<CityId>? Changed;

    /// <summary>The cities whose clocks run here.</summary>
    public IEnumerable<CityId> Cities => _clocks.Keys;

    /// <summary>The city's time, to the millisecond. Never earlier than any time answered before.</summary>
    public Instant Now(CityId city) => Clock(city).Now();

    /// <summary>Whether the host's clock jumped and is not yet known to be in order.</summary>
    public bool HostInDoubt => _watch.InDoubt;

    /// <summary>
    /// True while the host's clock is in doubt: then nothing is called late. Sample clocks are never in doubt.
    /// </summary>
    public bool HoldsBreachDecisions(CityId city) => Clock(city).IsLive && _watch.InDoubt;

    /// <summary>Only a sample city's time is anybody's to set.</summary>
    public bool IsMovable(CityId city) => !Clock(city).IsLive;

    public CityClockView View(CityId city)
    {
        var clock = Clock(city);
        return new CityClockView(city, clock.Row(), clock.IsLive && _watch.InDoubt, _watch.Synchronisation);
    }

    /// <summary>
    /// Returns once the city's time has come to <paramref name="instant"/>, also when somebody moves the clock.
    /// </summary>
    public async Task WaitUntilAsync(CityId city, Instant instant, CancellationToken cancellation)
    {
        var clock = Clock(city);
        while (clock.Left(instant) is var (left, changed) && left > Duration.Zero)
        {
            using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var delay = Task.Delay(Duration.Min(left, WaitMax).ToTimeSpan(), host, race.Token);
            await Task.WhenAny(delay, changed.WaitAsync(race.Token));
            await race.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A wait of the host's time, for services that also look without being woken.</summary>
    internal Func<CancellationToken, Task> RestAsync(Duration rest) =>
        cancellation => Task.Delay(rest.ToTimeSpan(), host, cancellation);

    /// <summary>
    /// To be held by whoever asks for the time and acts at it, until what it does is stored: a sample city's clock is
    /// not moved forward meanwhile, or what is done at an earlier time would set timers that are already past.
    /// </summary>
    public async ValueTask<IDisposable?> HoldAsync(CityId city, CancellationToken cancellation) =>
        IsMovable(city) ? await Gate(city).EnterAsync(cancellation) : null;

    /// <summary>Waits until nobody holds the time, and lets nobody act until it is disposed.</summary>
    internal ValueTask<IDisposable> CloseAsync(CityId city, CancellationToken cancellation) =>
        Gate(city).CloseAsync(cancellation);

    /// <summary>Reads the stored clocks. To be called before anything asks for the time.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var row in await store.LoadAsync(cancellation)) _clocks[row.City] = new CityClock(row, host, _watch);
    }

    /// <summary>Gives a new city its clock; the clock of a city that has one stays as it is.</summary>
    public async Task AddAsync(CityId city, ClockMode mode, Instant start, CancellationToken cancellation)
    {
        var row = new ClockRow(city, mode, mode == ClockMode.Live ? 1 : 0, start);
        if (!_clocks.TryAdd(city, new CityClock(row, host, _watch))) return;
        await store.SaveAsync(row, cancellation);
        Changed?.Invoke(city);
    }

    /// <summary>Changes a sample clock; false for a live city, whose time is nobody's to set.</summary>
    public async Task<bool> ChangeAsync(CityId city, ClockChange change, CancellationToken cancellation)
    {
        await _settings.WaitAsync(cancellation);
        try
        {
            if (!Clock(city).TryChange(change)) return false;
            await store.SaveAsync(Clock(city).Row(), cancellation);
        }
        finally
        {
            _settings.Release();
        }
        Changed?.Invoke(city);
        return true;
    }

    /// <summary>One look at the host's clock, and the passed city time made durable.</summary>
    internal async Task TickAsync(CancellationToken cancellation)
    {
        _watch.Look();
        foreach (var time in _clocks.Values.Select(clock => clock.Unsaved()).OfType<CityInstant>())
            await store.MoveAsync(time, cancellation);
        await FollowAsync(cancellation);
    }

    /// <summary>Stores the clocks as they are, to see whether anything can be stored.</summary>
    internal async Task StoreAsync(CancellationToken cancellation)
    {
        await _settings.WaitAsync(cancellation);
        try
        {
            foreach (var clock in _clocks.Values) await store.SaveAsync(clock.Row(), cancellation);
        }
        finally
        {
            _settings.Release();
        }
    }

    /// <summary>Takes over what other processes on the same database have stored.</summary>
    internal async Task FollowAsync(CancellationToken cancellation)
    {
        var changed = new List<CityId>();
        await _settings.WaitAsync(cancellation);
        try
        {
            foreach (var row in await store.LoadAsync(cancellation))
            {
                if (_clocks.TryAdd(row.City, new CityClock(row, host, _watch)) || _clocks[row.City].Follow(row))
                    changed.Add(row.City);
            }
        }
        finally
        {
            _settings.Release();
        }
        foreach (var city in changed) Changed?.Invoke(city);
    }

    public void Dispose()
    {
        _settings.Dispose();
        foreach (var gate in _gates.Values) gate.Dispose();
    }

    private ClockGate Gate(CityId city) => _gates.GetOrAdd(city, static _ => new ClockGate());

    private CityClock Clock(CityId city) => _clocks.GetOrAdd(
        city, id => new CityClock(new ClockRow(id, ClockMode.Live, 1, NodaConstants.UnixEpoch), host, _watch));
}

/// <summary>The clock as a screen shows it.</summary>
/// <param name="InDoubt">The host's clock jumped: breach decisions wait.</param>
/// <param name="Synchronisation">What the operating system says about its time source, for the screen.</param>
public sealed record CityClockView(CityId City, ClockRow Clock, bool InDoubt, HostSynchronisation Synchronisation);

/// <summary>What a screen can ask of a sample clock.</summary>
public abstract record ClockChange;

/// <param name="Speed">From 0 (stand still) to <see cref="CityClock.SpeedMax"/>.</param>
public sealed record ChangeSpeed(double Speed) : ClockChange;

/// <summary>
/// Moves the clock forward; everything that falls due on the way happens, in order. Backwards does nothing.
/// </summary>
public sealed record MoveForward(Instant To) : ClockChange;
