using System.Text;
using Samanvay.Runtime.Views;

namespace Samanvay.Runtime.Export;

/// <summary>One line for each fact, for a spreadsheet.</summary>
public sealed class CsvLog : IEventLog
{
    private static readonly string[] Columns =
    [
        "id", "city", "operation", "incident_kind", "run", "procedure", "procedure_version", "time", "event", "element",
        "element_name", "element_type", "step", "promise", "person", "role", "agency", "details",
    ];

    private readonly StreamWriter _text;

    public CsvLog(Stream stream)
    {
        // The mark at the beginning tells spreadsheets that the text is UTF-8.
        _text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        _text.Write(CsvText.Line(Columns));
    }

    public void Add(LoggedOperation operation)
    {
        var incident = operation.Objects.FirstOrDefault(part => part.Type == LogTypes.Incident);
        var runs = operation.Objects.Where(part => part.Type == LogTypes.Run).ToDictionary(run => run.Id);
        foreach (var logged in operation.Events)
        {
            var run = logged.Run is { } id ? runs.GetValueOrDefault(id) : null;
            _text.Write(CsvText.Line(
                logged.Id, operation.Key.City.Value, operation.Key.Operation.ToString(), incident?["kind"], run?.Id,
                run?["procedure"], run?["number"], LogText.Of(logged.At), logged.Type, logged.Element,
                logged.ElementName, logged.ElementType, logged.Linked("step"), logged.Linked("promise"),
                logged.Linked("by"), logged.Linked("given-to") ?? logged.Linked("asked-of"),
                logged.Linked("answered-by"),
                string.Join("; ", logged.Values.Select(value => $"{value.Name}={value.Text}"))));
        }
    }

    public void Complete(IEnumerable<LogObject> rest) => _text.Flush();

    public void Dispose() => _text.Dispose();
}
