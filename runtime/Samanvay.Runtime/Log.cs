using Microsoft.Extensions.Logging;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime;

/// <summary>
/// Everything that the runtime says to its operators. Each line says what happened and what the runtime does.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(
        1, LogLevel.Error, "A command for operation {Operation} of {City} failed and was left out of its batch.")]
    public static partial void CommandFailed(ILogger log, CityId city, OperationId operation, Exception cause);

    [LoggerMessage(2, LogLevel.Warning, "The database can not be used at the moment; trying again in {Wait}.")]
    public static partial void StorageUnavailable(ILogger log, TimeSpan wait, Exception cause);

    [LoggerMessage(
        3, LogLevel.Warning, "A batch of {Count} commands could not be saved; finding the one that spoils it.")]
    public static partial void BatchSpoiled(ILogger log, int count, Exception cause);

    [LoggerMessage(4, LogLevel.Error, "The service {Service} failed; trying again in {Wait}.")]
    public static partial void ServiceFailed(ILogger log, string service, TimeSpan wait, Exception cause);

    [LoggerMessage(
        5, LogLevel.Warning,
            "Activity {Type} of operation {Operation} of {City} failed at attempt {Attempt}: {Reason}")]
    public static partial void ActivityFailed(
        ILogger log, CityId city, OperationId operation, string type, int attempt, string reason);

    [LoggerMessage(
        6, LogLevel.Error, "Timer {Timer} of operation {Operation} of {City} can not be fired and is held: {Reason}")]
    public static partial void TimerHeld(ILogger log, CityId city, OperationId operation, string timer, string reason);

    [LoggerMessage(7, LogLevel.Error, "Inbox row {Key} of {City} can not be handled and is parked: {Reason}")]
    public static partial void InboxParked(ILogger log, CityId city, string key, string reason);

    [LoggerMessage(
        8, LogLevel.Error, "The tables of operation {Operation} of {City} differed from its state in {Count} lines.")]
    public static partial void TablesDiffered(ILogger log, CityId city, OperationId operation, int count);

    [LoggerMessage(
        9, LogLevel.Warning, "The clock of this machine jumped; nothing is called late until it is in order.")]
    public static partial void ClockInDoubt(ILogger log);

    [LoggerMessage(10, LogLevel.Information, "The clock of this machine is in order again.")]
    public static partial void ClockInOrder(ILogger log);

    [LoggerMessage(11, LogLevel.Error, "{Count} observations of {City} could not be judged and were refused.")]
    public static partial void SignalsFailed(ILogger log, CityId city, int count, Exception cause);

    [LoggerMessage(
        12, LogLevel.Error,
        "Situation {Rule} at {Place} in {City} could not be judged; it rests until the next observation.")]
    public static partial void SituationFailed(ILogger log, CityId city, string rule, string place, Exception cause);

    [LoggerMessage(13, LogLevel.Warning, "{Kind} {Key} of {City} was tried again by {Person}.")]
    public static partial void StuckRetried(ILogger log, CityId city, StuckKind kind, string key, PersonId person);

    [LoggerMessage(
        14, LogLevel.Warning, "{Kind} {Key} of {City}, stuck with \"{Cause}\", was skipped by {Person}: {Why}")]
    public static partial void StuckSkipped(
        ILogger log, CityId city, StuckKind kind, string key, string cause, PersonId person, string why);

    [LoggerMessage(
        15, LogLevel.Critical, "{Finding} No new seal is made: run 'audit verify', and keep the folder {Folder}.")]
    public static partial void HistoryChanged(ILogger log, string finding, string folder);

    [LoggerMessage(
        16, LogLevel.Error,
        "An observation of {Device} in {City} is stored, but situation {Rule} at {Place} could not judge it.")]
    public static partial void ObservationNotJudged(
        ILogger log, CityId city, string device, string rule, string place, Exception cause);

    [LoggerMessage(17, LogLevel.Information, "{Count} incidents were archived in {Archive}.")]
    public static partial void Archived(ILogger log, int count, string archive);

    [LoggerMessage(
        18, LogLevel.Warning, "What is in {Archive} was not deleted: it has changed, or the archive can not be read.")]
    public static partial void NotArchived(ILogger log, string archive);

    [LoggerMessage(39, LogLevel.Warning, "City {City}: feed {Feed} could not be fetched: {Trouble}")]
    public static partial void FeedNotFetched(ILogger log, CityId city, string feed, string trouble);
}
