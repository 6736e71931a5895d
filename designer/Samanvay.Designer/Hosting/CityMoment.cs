using NodaTime;
using NodaTime.Extensions;
using Samanvay.Runtime.Clock;

namespace Samanvay.Designer.Hosting;

/// <summary>The city's time when a screen was made. A sample city's is not the host's, and may fly or stand.</summary>
/// <param name="Speed">City seconds per second.</param>
public sealed record CityMoment(Instant Now, double Speed)
{
    public static CityMoment Of(CityClockView view) => new(view.Clock.Now, view.Clock.Speed);
}

/// <summary>The moment of the city of whoever looks; the host's for whoever has not signed in.</summary>
public sealed class CurrentMoment(CurrentAsker asker, TimeProvider host, CityTime? cities = null)
{
    public async ValueTask<CityMoment> GetAsync() =>
        cities is not null && await asker.GetAsync() is { City: var city }
            ? CityMoment.Of(cities.View(city))
            : new CityMoment(host.GetCurrentInstant(), 1);
}
