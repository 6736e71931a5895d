using System.Globalization;
using System.Security.Cryptography;
using Samanvay.Runtime.Archives;
using Samanvay.Runtime.Audit;
using Samanvay.Runtime.Ports;
using Samanvay.Storage;

namespace Samanvay.Server.Verbs;

/// <param name="Key">The public key to trust; absent for the one in the data folder.</param>
internal sealed record AuditOptions(string DataFolder, DatabaseChoice Database, string? Key)
{
    /// <summary>One archive alone, which needs no database.</summary>
    public string? Archive { get; init; }

    /// <summary>Where the archives are; absent for those of the data folder.</summary>
    public string? Archives { get; init; }

    public static AuditOptions Read(string[] args)
    {
        var arguments = new Arguments(args);
        var data = Path.GetFullPath(arguments.Text("--data") ?? "data");
        var options = new AuditOptions(
            data, ServeOptions.DatabaseOf(arguments.Text("--database"), data), arguments.Text("--key"))
        {
            Archives = arguments.Text("--archives"),
        };
        return arguments.Rest(most: 2) switch
        {
            ["verify"] => options,
            ["verify", var archive] => options with { Archive = Path.GetFullPath(archive) },
            _ => throw new UsageException("audit knows one thing to do: audit verify [ARCHIVE]."),
        };
    }
}

/// <summary>Says whether the histories are as they were written.</summary>
internal static class AuditVerb
{
    private const int Failed = 1;
    private const int FindingsShown = 50;

    public static async Task<int> RunAsync(AuditOptions options, TextWriter output, TextWriter errors)
    {
        if (options.Archive is null && options.Database is SqliteChoice { File: var file } && !File.Exists(file))
        {
            await errors.WriteLineAsync($"There is no database {file}. Name the data folder with --data.");
            return Failed;
        }

        try
        {
            return options.Archive is { } archive
                ? await VerifyAsync(archive, options, output, errors)
                : await VerifyAsync(options, output, errors);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException
            or System.Data.Common.DbException or StorageUnavailableException or ArgumentException
            or CryptographicException or System.Text.Json.JsonException)
        {
            await errors.WriteLineAsync($"The histories can not be verified: {problem.Message}");
            return Failed;
        }
    }

    private static async Task<int> VerifyAsync(AuditOptions options, TextWriter output, TextWriter errors)
    {
        await using var services = new ServiceCollection().AddLogging().AddSteps(options.Database)
            .BuildServiceProvider();
        var folder = new AuditFolder(ServeOptions.AuditIn(options.DataFolder));
        var seals = folder.ReadSeals();
        using var key = seals.Count > 0 || options.Key is not null ? folder.OpenPublicKey(options.Key) : null;
        var archives = new ArchiveFolder(options.Archives ?? ServeOptions.ArchivesIn(options.DataFolder));
        var check = new AuditCheck(services.GetRequiredService<IAuditStore>(), folder, archives);
        var findings = await TellAsync(check.RunAsync(key, CancellationToken.None), errors);
        var sealedAt = seals is [.., var last] ? $"last sealed {last.At}" : "not sealed yet";
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"incidents: {check.Operations}, entries: {check.Entries}, {sealedAt}; differences: {findings}"));
        if (check.Archived > 0) await output.WriteLineAsync($"incidents in archives: {check.Archived}");
        return findings == 0 ? 0 : Failed;
    }

    private static async Task<int> VerifyAsync(
        string archive, AuditOptions options, TextWriter output, TextWriter errors)
    {
        using var key = new AuditFolder(ServeOptions.AuditIn(options.DataFolder)).OpenPublicKey(options.Key);
        var read = ArchiveCheck.Read(archive, key);
        var findings = await TellAsync(read.Findings.ToAsyncEnumerable(), errors);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"incidents: {read.Operations.Length}, entries: {read.Entries}; differences: {findings}"));
        return findings == 0 ? 0 : Failed;
    }

    private static async Task<int> TellAsync(IAsyncEnumerable<AuditFinding> found, TextWriter errors)
    {
        var findings = 0;
        await foreach (var finding in found)
        {
            if (findings++ < FindingsShown) await errors.WriteLineAsync(finding.Message);
        }

        if (findings > FindingsShown) await errors.WriteLineAsync($"and {findings - FindingsShown} places more");
        return findings;
    }
}
