using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Ports;

/// <summary>
/// What the engine may know of each city while it takes a step: published procedures, calendars, directory.
/// </summary>
public interface IOperationContexts
{
    /// <summary>The city as it is now. Called for every command, so answer from memory.</summary>
    ValueTask<OperationContext> GetAsync(CityId city, CancellationToken cancellation);
}
