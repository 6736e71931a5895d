using System.Text.Encodings.Web;
using System.Text.Json;

namespace Samanvay.Runtime.Export;

/// <summary>OCEL 2.0 as JSON. The objects wait in a file of their own until the events are written.</summary>
public sealed class OcelJsonLog : IEventLog
{
    private const int FlushAfter = 64 * 1024;

    // The end of the file is written around a part that the writer does not see.
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Stream _stream;
    private readonly FileStream _waiting;
    private readonly Utf8JsonWriter _events;
    private readonly Utf8JsonWriter _objects;

    public OcelJsonLog(Stream stream, LogTypes types)
    {
        _stream = stream;
        _waiting = PrivateFile.Temporary();
        _events = new Utf8JsonWriter(stream, Options);
        _objects = new Utf8JsonWriter(_waiting, Options);
        _events.WriteStartObject();
        Write("objectTypes", types.Objects);
        Write("eventTypes", types.Events);
        _events.WriteStartArray("events");
        _objects.WriteStartArray();
    }

    public void Add(LoggedOperation operation)
    {
        foreach (var logged in operation.Events) Write(logged);
        foreach (var part in operation.Objects) Write(part);
    }

    public void Complete(IEnumerable<LogObject> rest)
    {
        foreach (var one in rest) Write(one);
        _objects.WriteEndArray();
        _objects.Flush();
        _events.WriteEndArray();
        _events.WritePropertyName("objects");
        _events.Flush();
        _waiting.Position = 0;
        _waiting.CopyTo(_stream);
        _events.WriteEndObject();
        _events.Flush();
    }

    public void Dispose()
    {
        _events.Dispose();
        _objects.Dispose();
        _waiting.Dispose();
    }

    private void Write(string name, IEnumerable<LogType> types)
    {
        _events.WriteStartArray(name);
        foreach (var type in types)
        {
            _events.WriteStartObject();
            _events.WriteString("name", type.Name);
            _events.WriteStartArray("attributes");
            foreach (var attribute in type.Attributes)
            {
                _events.WriteStartObject();
                _events.WriteString("name", attribute.Name);
                _events.WriteString("type", attribute.Kind switch
                {
                    LogValueKind.Number => "integer",
                    LogValueKind.Truth => "boolean",
                    LogValueKind.Time => "time",
                    _ => "string",
                });
                _events.WriteEndObject();
            }

            _events.WriteEndArray();
            _events.WriteEndObject();
        }

        _events.WriteEndArray();
    }

    private void Write(LogEvent logged)
    {
        _events.WriteStartObject();
        _events.WriteString("id", logged.Id);
        _events.WriteString("type", logged.Type);
        _events.WriteString("time", LogText.Of(logged.At));
        _events.WriteStartArray("attributes");
        foreach (var value in logged.AllValues) Write(_events, value, since: null);
        _events.WriteEndArray();
        Write(_events, logged.Links);
        _events.WriteEndObject();
        if (_events.BytesPending > FlushAfter) _events.Flush();
    }

    private void Write(LogObject part)
    {
        _objects.WriteStartObject();
        _objects.WriteString("id", part.Id);
        _objects.WriteString("type", part.Type);
        _objects.WriteStartArray("attributes");
        foreach (var change in part.Values)
            Write(_objects, change.Value, change.Since is { } since ? LogText.Of(since) : LogText.Always);
        _objects.WriteEndArray();
        Write(_objects, part.Links);
        _objects.WriteEndObject();
        if (_objects.BytesPending > FlushAfter) _objects.Flush();
    }

    private static void Write(Utf8JsonWriter json, LogValue value, string? since)
    {
        json.WriteStartObject();
        json.WriteString("name", value.Name);
        switch (value.Value)
        {
            case long number: json.WriteNumber("value", number); break;
            case bool truth: json.WriteBoolean("value", truth); break;
            default: json.WriteString("value", value.Text); break;
        }

        if (since is not null) json.WriteString("time", since);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IEnumerable<LogLink> links)
    {
        json.WriteStartArray("relationships");
        foreach (var link in links)
        {
            json.WriteStartObject();
            json.WriteString("objectId", link.To);
            json.WriteString("qualifier", link.Qualifier);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
