using System.Globalization;
using System.Security.Cryptography;
using Samanvay.Runtime.Audit;
using Samanvay.Runtime.Ports;
using Samanvay.Storage;

namespace Samanvay.Server.Verbs;

/// <param name="Key">The public key to trust; absent for the one in the data folder.</param>
internal sealed record AuditOptions(string DataFolder, DatabaseChoice Database, string? Key)
{
    public static AuditOptions Read(string[] args)
    {
        var arguments = new Arguments(args);
        var data = Path.GetFullPath(arguments.Text("--data") ?? "data");
        var options = new AuditOptions(
            data, ServeOptions.DatabaseOf(arguments.Text("--database"), data), arguments.Text("--key"));
        return arguments.Rest(most: 1) is ["verify"]
            ? options
            : throw new UsageException("audit knows one thing to do: audit verify.");
    }
}

/// <summary>Says whether the histories are as they were written.</summary>
internal static class AuditVerb
{
    private const int Failed = 1;
    private const int FindingsShown = 50;

    public static async Task<int> RunAsync(AuditOptions options, TextWriter output, TextWriter errors)
    {
        if (options.Database is SqliteChoice { File: var file } && !File.Exists(file))
        {
            await errors.WriteLineAsync($"There is no database {file}. Name the data folder with --data.");
            return Failed;
        }

        try
        {
            return await VerifyAsync(options, output, errors);
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
        var check = new AuditCheck(services.GetRequiredService<IAuditStore>(), folder);
        var findings = 0;
        await foreach (var finding in check.RunAsync(key, CancellationToken.None))
        {
            if (findings++ < FindingsShown) await errors.WriteLineAsync(finding.Message);
        }

        if (findings > FindingsShown) await errors.WriteLineAsync($"and {findings - FindingsShown} places more");
        var sealedAt = seals is [.., var last] ? $"last sealed {last.At}" : "not sealed yet";
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"incidents: {check.Operations}, entries: {check.Entries}, {sealedAt}; differences: {findings}"));
        return findings == 0 ? 0 : Failed;
    }
}
