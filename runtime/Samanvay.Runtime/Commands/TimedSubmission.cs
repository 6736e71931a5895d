using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;

namespace Samanvay.Runtime.Commands;

internal static class TimedSubmission
{
    /// <summary>Submits what is done at the city's present time, which is held until the answer.</summary>
    public static async Task<CommandAnswer> SubmitAsync(
        this CommandLoop loop, CityTime time, CityId city, Func<Instant, Submission> submission,
        CancellationToken cancellation)
    {
        using var held = await time.HoldAsync(city, cancellation);
        return await loop.SubmitAsync(submission(time.Now(city)), cancellation);
    }
}
