using System.Collections.Immutable;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Runtime.Ports;

/// <summary>Keeps what administrators say about their cities.</summary>
public interface ICityStore
{
    Task<ImmutableArray<City>> ListAsync(CancellationToken cancellation);

    Task<CitySetup?> LoadAsync(CityId city, CancellationToken cancellation);

    /// <summary>Saves all edits, or none; <paramref name="city"/> bounds every one of them.</summary>
    Task SaveAsync(CityId city, IReadOnlyList<CityEdit> edits, CancellationToken cancellation);

    /// <summary>The only question that spans cities: a key says by itself which city it opens.</summary>
    Task<ApiKey?> FindKeyAsync(ApiKeyId key, CancellationToken cancellation);
}
