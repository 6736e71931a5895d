using Microsoft.Data.Sqlite;
using Samanvay.Runtime.Audit;
using Samanvay.Storage;
using Samanvay.Storage.Sqlite.Upkeep;

namespace Samanvay.Server.Verbs;

/// <param name="From">The data folder, or the backup that is restored.</param>
/// <param name="To">A folder that does not exist yet, or is empty.</param>
internal sealed record BackupOptions(string From, string To, string Done)
{
    public static BackupOptions ReadBackup(string[] args)
    {
        var (folder, data) = Read("backup", args);
        return new BackupOptions(data, folder, $"{folder} is a whole copy.");
    }

    public static BackupOptions ReadRestore(string[] args)
    {
        var (folder, data) = Read("restore", args);
        return new BackupOptions(folder, data,
            $"{data} is ready: serve --data {data}. What was sent outside after the backup may be sent again.");
    }

    private static (string Folder, string Data) Read(string verb, string[] args)
    {
        var arguments = new Arguments(args);
        var data = Path.GetFullPath(arguments.Text("--data") ?? "data");
        return arguments.Rest(most: 1) is [var folder]
            ? (Path.GetFullPath(folder), data)
            : throw new UsageException($"{verb} needs a FOLDER.");
    }
}

/// <summary>
/// Copies a data folder beside its running server. The copy gets its name last, when it is whole and verified. A
/// PostgreSQL database has tools of its own for this.
/// </summary>
internal static class BackupVerb
{
    private const int Failed = 1;

    public static async Task<int> RunAsync(BackupOptions options, TextWriter output, TextWriter errors)
    {
        var part = $"{options.To}.part";
        try
        {
            if (Refusal(options) is { } refusal) return await FailAsync(errors, refusal);
            if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
            Copy(options.From, part);
            var check = new AuditOptions(part, new SqliteChoice(ServeOptions.FileIn(part)), null);
            if (await AuditVerb.RunAsync(check, output, errors) != 0)
                return await FailAsync(errors, $"The copy differs from what was written; it is kept as {part}.");

            if (Directory.Exists(options.To)) Directory.Delete(options.To);
            Directory.Move(part, options.To);
            await output.WriteLineAsync(options.Done);
            foreach (var lack in Lacks(options.From)) await errors.WriteLineAsync(lack);
            return 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or SqliteException)
        {
            return await FailAsync(errors, $"{options.From} can not be copied to {options.To}: {problem.Message}");
        }
    }

    private static string? Refusal(BackupOptions options) =>
        !File.Exists(ServeOptions.FileIn(options.From)) ? $"There is no database in {options.From}."
        : Directory.Exists(options.To) && Directory.EnumerateFileSystemEntries(options.To).Any()
            ? $"{options.To} is not empty: name a new folder."
        : File.Exists(options.To) ? $"{options.To} is a file: name a new folder."
        : null;

    // Whoever has nothing better wants also such a copy, but must know.
    private static IEnumerable<string> Lacks(string from)
    {
        if (!Directory.Exists(ServeOptions.AuditIn(from)))
        {
            yield return $"{ServeOptions.AuditIn(from)} is missing: the copy has no seals, so that histories were only "
                + "compared with their own hashes.";
        }

        if (!Directory.Exists(ServeOptions.KeysIn(from)))
            yield return $"{ServeOptions.KeysIn(from)} is missing: everybody must sign in again.";
    }

    // The seals first: then none of them stands for more than the copied database holds.
    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        new AuditFolder(ServeOptions.AuditIn(from)).CopyTo(ServeOptions.AuditIn(to));
        if (Directory.Exists(ServeOptions.KeysIn(from))) CopyFiles(ServeOptions.KeysIn(from), ServeOptions.KeysIn(to));
        // Archives last: what is deleted from the database lies in them before.
        SqliteBackup.Copy(ServeOptions.FileIn(from), ServeOptions.FileIn(to));
        if (Directory.Exists(ServeOptions.ArchivesIn(from)))
            CopyFiles(ServeOptions.ArchivesIn(from), ServeOptions.ArchivesIn(to));
    }

    private static void CopyFiles(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static async Task<int> FailAsync(TextWriter errors, string message)
    {
        await errors.WriteLineAsync(message);
        return Failed;
    }
}
