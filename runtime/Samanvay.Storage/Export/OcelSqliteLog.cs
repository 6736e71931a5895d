using System.Text;
using Microsoft.Data.Sqlite;
using Samanvay.Runtime.Export;

namespace Samanvay.Storage.Export;

/// <summary>
/// OCEL 2.0 as an SQLite file: events, objects and their links in tables of their own, and a table of attributes for
/// each type.
/// </summary>
public sealed class OcelSqliteLog : IEventLog
{
    private const string Tables = """
        CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
        CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
        CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL,
            FOREIGN KEY (ocel_type) REFERENCES event_map_type (ocel_type));
        CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL,
            FOREIGN KEY (ocel_type) REFERENCES object_map_type (ocel_type));
        CREATE TABLE event_object (ocel_event_id TEXT NOT NULL, ocel_object_id TEXT NOT NULL,
            ocel_qualifier TEXT NOT NULL, PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier),
            FOREIGN KEY (ocel_event_id) REFERENCES event (ocel_id),
            FOREIGN KEY (ocel_object_id) REFERENCES object (ocel_id));
        CREATE TABLE object_object (ocel_source_id TEXT NOT NULL, ocel_target_id TEXT NOT NULL,
            ocel_qualifier TEXT NOT NULL, PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier),
            FOREIGN KEY (ocel_source_id) REFERENCES object (ocel_id),
            FOREIGN KEY (ocel_target_id) REFERENCES object (ocel_id));
        """;

    private readonly SqliteConnection _file;
    private readonly SqliteTransaction _all;
    private readonly Dictionary<string, LogType> _events;
    private readonly Dictionary<string, LogType> _objects;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <param name="path">A file that does not exist yet, or is empty.</param>
    public OcelSqliteLog(string path, LogTypes types)
    {
        _file = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, ForeignKeys = false }.ToString());
        _file.Open();
        // A file that is not finished is thrown away, so nothing has to be taken back.
        Run("PRAGMA journal_mode = OFF");
        Run("PRAGMA synchronous = OFF");
        _all = _file.BeginTransaction();
        Run(Tables);
        _events = Describe("event", types.Events, "");
        _objects = Describe("object", types.Objects, ", ocel_changed_field TEXT");
    }

    public void Add(LoggedOperation operation)
    {
        foreach (var logged in operation.Events)
        {
            Insert("event", logged.Id, logged.Type);
            var values = logged.AllValues.ToDictionary(value => value.Name);
            var type = _events[logged.Type];
            Insert(Table("event", type.Name),
                [logged.Id, LogText.Of(logged.At), .. type.Attributes.Select(each => Stored(values, each))]);
            foreach (var link in logged.Links) Insert("event_object", logged.Id, link.To, link.Qualifier);
        }

        foreach (var part in operation.Objects) Add(part);
    }

    public void Complete(IEnumerable<LogObject> rest)
    {
        foreach (var one in rest) Add(one);
        _all.Commit();
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _all.Dispose();
        _file.Dispose();
    }

    // The first row holds what the object begins with; each later change is a row with the field that changed.
    private void Add(LogObject part)
    {
        var type = _objects[part.Type];
        Insert("object", part.Id, part.Type);
        var first = part.Values.DistinctBy(change => change.Value.Name).ToDictionary(
            change => change.Value.Name, change => change.Value);
        Insert(Table("object", type.Name),
            [part.Id, LogText.Always, null, .. type.Attributes.Select(each => Stored(first, each))]);
        foreach (var change in part.Values.GroupBy(change => change.Value.Name).SelectMany(all => all.Skip(1)))
        {
            var changed = new Dictionary<string, LogValue> { [change.Value.Name] = change.Value };
            Insert(Table("object", type.Name),
            [
                part.Id, change.Since is { } since ? LogText.Of(since) : LogText.Always, change.Value.Name,
                .. type.Attributes.Select(each => Stored(changed, each)),
            ]);
        }

        foreach (var link in part.Links.Distinct()) Insert("object_object", part.Id, link.To, link.Qualifier);
    }

    private Dictionary<string, LogType> Describe(string kind, IEnumerable<LogType> types, string more)
    {
        var known = types.ToDictionary(type => type.Name);
        foreach (var type in known.Values)
        {
            Insert($"{kind}_map_type", type.Name, MapOf(type.Name));
            var columns = string.Concat(type.Attributes.Select(each => $", \"{each.Name}\" {TypeOf(each.Kind)}"));
            Run($"""
                CREATE TABLE {Table(kind, type.Name)} (
                    ocel_id TEXT NOT NULL, ocel_time TIMESTAMP NOT NULL{more}{columns},
                    FOREIGN KEY (ocel_id) REFERENCES {kind} (ocel_id))
                """);
        }

        return known;
    }

    private static string Table(string kind, string type) => $"{kind}_{MapOf(type)}";

    // A name that a table may have: work-item is WorkItem.
    private static string MapOf(string type) => string.Concat(
        type.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string TypeOf(LogValueKind kind) => kind switch
    {
        LogValueKind.Number => "INTEGER",
        LogValueKind.Truth => "BOOLEAN",
        LogValueKind.Time => "TIMESTAMP",
        _ => "TEXT",
    };

    private static object? Stored(Dictionary<string, LogValue> values, LogField attribute) =>
        !values.TryGetValue(attribute.Name, out var value) ? null
        : value.Value is long or bool ? value.Value
        : value.Text;

    private void Insert(string table, params object?[] values)
    {
        if (!_commands.TryGetValue(table, out var command))
        {
            command = _file.CreateCommand();
            var places = new StringBuilder().AppendJoin(", ", values.Select((_, index) => $"${index}"));
#pragma warning disable CA2100 // The names of the tables are this product's own.
            command.CommandText = $"INSERT INTO {table} VALUES ({places})";
#pragma warning restore CA2100
            for (var index = 0; index < values.Length; index++)
                command.Parameters.Add(new SqliteParameter($"${index}", null));
            _commands[table] = command;
        }

        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    private void Run(string sql)
    {
        using var command = _file.CreateCommand();
#pragma warning disable CA2100 // The texts are this product's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
