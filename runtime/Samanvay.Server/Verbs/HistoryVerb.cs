using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Samanvay.Runtime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Export;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Storage;
using Samanvay.Storage.Export;

namespace Samanvay.Server.Verbs;

/// <param name="File">A file that does not exist yet.</param>
internal sealed record HistoryOptions(string File, string Format, ExportChoice Choice)
{
    public required string DataFolder { get; init; }

    public required DatabaseChoice Database { get; init; }

    public static HistoryOptions Read(string[] args)
    {
        var arguments = new Arguments(args);
        var data = Path.GetFullPath(arguments.Text("--data") ?? "data");
        var database = ServeOptions.DatabaseOf(arguments.Text("--database"), data);
        var format = arguments.Text("--format");
        var choice = new ExportChoice(arguments.Flag("--people"))
        {
            City = arguments.Text("--city") is { } city ? new CityId(city) : null,
            Procedure = arguments.Text("--procedure") is { } procedure ? new ProcedureId(procedure) : null,
            From = arguments.Text("--from") is { } from ? Instants.Read("--from", from) : null,
            To = arguments.Text("--to") is { } to ? Instants.Read("--to", to) : null,
        };
        if (choice is { From: { } begin, To: { } end } && begin >= end)
            throw new UsageException("--from must be before --to.");
        return arguments.Rest(most: 2) is ["export", var file]
            ? new HistoryOptions(Path.GetFullPath(file), ExportFormats.Of(format, file), choice)
            {
                DataFolder = data, Database = database,
            }
            : throw new UsageException("history knows one thing to do: history export FILE.");
    }
}

/// <summary>The formats of an export, and what writes them.</summary>
internal static class ExportFormats
{
    private static readonly ImmutableSortedDictionary<string, string> Endings =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create("ocel-json", ".json"), KeyValuePair.Create("ocel-sqlite", ".sqlite"),
            KeyValuePair.Create("xes", ".xes"), KeyValuePair.Create("csv", ".csv"),
        ]);

    public static string Of(string? asked, string file)
    {
        var format = asked ?? Endings.FirstOrDefault(
            pair => file.EndsWith(pair.Value, StringComparison.OrdinalIgnoreCase)).Key;
        return format is not null && Endings.ContainsKey(format)
            ? format
            : throw new UsageException($"history export needs --format and one of {string.Join(", ", Endings.Keys)}.");
    }

    public static IEventLog Open(string format, FileStream file, LogTypes types) => format switch
    {
        "ocel-json" => new OcelJsonLog(file, types),
        "ocel-sqlite" => new OcelSqliteLog(file.Name, types),
        "xes" => new XesLog(file),
        _ => new CsvLog(file),
    };
}

/// <summary>Writes histories to a file beside the running server. The file gets its name last, when it is
/// whole.</summary>
internal static class HistoryVerb
{
    private const int Failed = 1;

    public static async Task<int> RunAsync(HistoryOptions options, TextWriter output, TextWriter errors)
    {
        if (options.Database is SqliteChoice { File: var database } && !File.Exists(database))
            return await FailAsync(errors, $"There is no database {database}. Name the data folder with --data.");
        if (File.Exists(options.File))
            return await FailAsync(errors, $"{options.File} is there already: name a new file.");
        if (Path.GetDirectoryName(options.File) is { } folder && !Directory.Exists(folder))
            return await FailAsync(errors, $"There is no folder {folder}. Make it, or name a file elsewhere.");
        var part = $"{options.File}.part";
        try
        {
            // One that was left behind may have been readable for others.
            File.Delete(part);
            await using var services = new ServiceCollection().AddLogging().AddSteps(options.Database)
                .AddDefinitionStores().AddSamanvayRuntime().BuildServiceProvider();
            var export = services.GetRequiredService<HistoryExport>();
            if (await export.UnknownAsync(options.Choice, CancellationToken.None) is { } unknown)
                return await FailAsync(errors, unknown);
            var count = await WriteAsync(options, export, part);
            File.Move(part, options.File);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"incidents: {count.Operations}, events: {count.Events}, in {options.File}"));
            return 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or DbException
            or StorageUnavailableException)
        {
            return await FailAsync(errors, $"The histories can not be exported: {problem.Message}");
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static async Task<ExportCount> WriteAsync(HistoryOptions options, HistoryExport export, string part)
    {
        await using var file = PrivateFile.Create(part);
        using var log = ExportFormats.Open(options.Format, file, options.Choice.Types);
        return await export.WriteAsync(options.Choice, log, CancellationToken.None);
    }

    private static async Task<int> FailAsync(TextWriter errors, string message)
    {
        await errors.WriteLineAsync(message);
        return Failed;
    }
}
