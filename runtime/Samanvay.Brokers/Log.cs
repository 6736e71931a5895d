using Microsoft.Extensions.Logging;
using Samanvay.Runtime.Access;

namespace Samanvay.Brokers;

/// <summary>What this project says to operators.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning,
        Message = "City {City}: the queue of feed {Feed} can not be read. The next attempt is in {Wait}.")]
    public static partial void QueueFailed(ILogger log, CityId city, string feed, TimeSpan wait, Exception failure);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning,
        Message = "City {City}: the broker ended the queue of feed {Feed}: {Reason}. It is asked again.")]
    public static partial void QueueEnded(ILogger log, CityId city, string feed, string reason);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Information,
        Message = "City {City}: the broker could not be told what became of a message of feed {Feed}. It comes again.")]
    public static partial void QueueLost(ILogger log, CityId city, string feed, Exception failure);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Warning,
        Message = "The feeds can not be read just now. Their queues go on as they were.")]
    public static partial void FeedsUnread(ILogger log, Exception failure);
}
