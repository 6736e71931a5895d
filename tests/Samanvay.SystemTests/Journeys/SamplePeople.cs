using Samanvay.Tests.Support;

namespace Samanvay.SystemTests.Journeys;

/// <summary>People of the sample city, by id.</summary>
internal static class SamplePeople
{
    /// <summary>Who is asked first in each role.</summary>
    public static string[] OneOfEachRole { get; } =
    [
        .. File.ReadLines(Path.Combine(SharedFolder.Repository, "samples", "city", "people.csv")).Skip(1)
            .Select(line => line.Split(',')).Where(cells => cells[5].EndsWith(":1", StringComparison.Ordinal))
            .Select(cells => cells[0]),
    ];
}
