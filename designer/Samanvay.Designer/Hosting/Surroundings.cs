using System.Security.Claims;
using NodaTime;

namespace Samanvay.Designer.Hosting;

/// <summary>What is around every screen: the city and its zone, who looks, and whether all of it is a sample.</summary>
public sealed record Surroundings(string CityName, DateTimeZone Zone, SignedInPerson? Person, bool IsSample);

/// <param name="Language">The language in which the city knows this person to read; absent where nobody has
/// said.</param>
public sealed record SignedInPerson(string Name, string Post, string? Language = null);

/// <summary>
/// Finds the surroundings of a person. The server registers it; nothing on a screen asks for a city by itself.
/// </summary>
public delegate ValueTask<Surroundings> FindSurroundings(ClaimsPrincipal person, CancellationToken cancellation);
