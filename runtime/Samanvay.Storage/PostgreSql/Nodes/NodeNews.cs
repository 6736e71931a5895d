using System.Globalization;
using System.Text;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Commands;

namespace Samanvay.Storage.PostgreSql.Nodes;

/// <summary>
/// The text of a notification: who speaks, then a line for each change. What this version does not know is passed over.
/// </summary>
internal sealed class NodeNews(Guid speaker)
{
    public const string Channel = "samanvay";

    /// <summary>The first line of what the database itself says when a city's definitions change.</summary>
    public const string Database = "database";

    /// <summary>The set-up of a city changed, and so did its edition of this kind.</summary>
    public const string Defined = "defined";

    /// <summary>The same for its procedures.</summary>
    public const string Published = "published";

    // The server takes less than 8000 bytes; ids are plain ASCII.
    private const int LengthMax = 7000;

    private readonly string _speaker = speaker.ToString("N");

    /// <summary>Of several changes of one operation only the newest is told.</summary>
    public IEnumerable<string> Write(IEnumerable<(CityId City, CityChange Change)> told)
    {
        var text = new StringBuilder(_speaker);
        foreach (var line in told.Reverse().DistinctBy(Subject).Reverse().Select(Line).OfType<string>())
        {
            if (text.Length + line.Length >= LengthMax)
            {
                yield return text.ToString();
                text.Clear().Append(_speaker);
            }
            text.Append('\n').Append(line);
        }
        if (text.Length > _speaker.Length) yield return text.ToString();
    }

    /// <summary>Nothing of what this process said itself.</summary>
    public IEnumerable<(CityId City, CityChange Change)> Read(string payload)
    {
        var lines = payload.Split('\n');
        if (lines[0] == _speaker) yield break;
        foreach (var line in lines.Skip(1))
        {
            if (Change(line.Split(' ')) is { } known) yield return known;
        }
    }

    private static (CityId, object) Subject((CityId City, CityChange Change) told) => (
        told.City, told.Change is OperationChanged moved ? moved.Operation : told.Change.GetType());

    private static string? Line((CityId City, CityChange Change) told) => told.Change switch
    {
        OperationChanged moved => string.Create(
            CultureInfo.InvariantCulture, $"operation {told.City} {moved.Operation.Value:N} {moved.Sequence}"),
        NotificationsChanged => $"notifications {told.City}",
        CityTimeChanged => $"time {told.City}",
        _ => null,
    };

    private static (CityId, CityChange)? Change(string[] words) => words switch
    {
        ["operation", var city, var id, var sequence] => (
            new CityId(city),
            new OperationChanged(
                new OperationId(Guid.ParseExact(id, "N")), long.Parse(sequence, CultureInfo.InvariantCulture))),
        ["notifications", var city] => (new CityId(city), new NotificationsChanged()),
        ["time", var city] => (new CityId(city), new CityTimeChanged()),
        [var kind, var city] when OfDefinition(kind) is { } change => (new CityId(city), change),
        _ => null,
    };

    /// <summary>Null for what is no edition of this version.</summary>
    public static CityChange? OfDefinition(string kind) => kind switch
    {
        Defined => new CityDefined(),
        Published => new ProceduresPublished(),
        _ => null,
    };
}
