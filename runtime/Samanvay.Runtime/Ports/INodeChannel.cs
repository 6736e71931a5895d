using Samanvay.Runtime.Access;
using Samanvay.Runtime.Commands;

namespace Samanvay.Runtime.Ports;

/// <summary>
/// What processes that share a database tell one another. Only a courtesy: whoever misses it finds out by looking, or
/// when it saves.
/// </summary>
public interface INodeChannel
{
    /// <summary>Never waits.</summary>
    void Tell(CityId city, CityChange change);

    /// <summary>
    /// Sends what is told and hands on what others say, until cancelled. After every gap a <see cref="Reload"/> comes
    /// for no city: anything may have been missed.
    /// </summary>
    Task RunAsync(Action<CityId?, CityChange> hear, CancellationToken cancellation);
}

/// <summary>Kept in memory for a city, until another process changes what it is made of.</summary>
public interface ICityCache
{
    /// <param name="city">Null for every city.</param>
    void Forget(CityId? city, CityChange change);
}
