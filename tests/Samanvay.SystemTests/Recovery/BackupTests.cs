using Samanvay.LongRuns.Kills;
using Samanvay.SystemTests.Journeys;
using Shouldly;
using Xunit;

namespace Samanvay.SystemTests.Recovery;

public sealed class BackupTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("samanvay-backup-");

    private string Data => Path.Combine(_folder.FullName, "data");

    private string Backup => Path.Combine(_folder.FullName, "backup");

    private string Restored => Path.Combine(_folder.FullName, "restored");

    [Fact]
    public async Task A_backup_of_a_server_at_work_is_restored_elsewhere_and_its_incidents_go_on()
    {
        Directory.CreateDirectory(Data);
        await LoadEngine.LayAsync(FileIn(Data));
        var ledger = KillScene.LedgerOf(FileIn(Data));
        using var work = LoadProcess.Start(new LoadOrder(FileIn(Data), 0, int.MaxValue), ledger);
        await work.ReadUntilReadyAsync();
        await work.ReadAsync(300);
        var before = ledger.Acknowledged()
            .Select(each => $"{new Guid(each.Key.Procedure, 0, 0, new byte[8])}:{each.Value}").ToList();

        var working = work.ReadAsync(2_700);
        await SucceedsAsync("backup", Backup, "--data", Data);
        await working;
        work.Kill();
        await SucceedsAsync("restore", Backup, "--data", Restored);

        before.ShouldBeSubsetOf(
            DatabaseRows.Read(FileIn(Restored), "SELECT operation || ':' || sequence FROM history"));
        var begun = int.Parse(
            DatabaseRows.Read(FileIn(Restored), "SELECT count(*) FROM operations").Single(),
            System.Globalization.CultureInfo.InvariantCulture);
        var going = KillScene.LedgerOf(FileIn(Restored));
        using var finishing = LoadProcess.Start(new LoadOrder(FileIn(Restored), 0, begun + 20), going);
        await finishing.ReadToEndAsync();
        finishing.IsDone.ShouldBeTrue(finishing.Complaint);
        going.CheckEnd(begun + 20).ShouldBeEmpty();
        await SucceedsAsync("audit", "verify", "--data", Restored);
    }

    [Fact]
    public async Task A_backup_does_not_write_over_anything_and_a_changed_history_is_told()
    {
        await using (var server = await RunningServer.StartAsync(Data, "--no-season"))
        {
            await SucceedsAsync("backup", Backup, "--data", Data);
        }

        var again = await RunningServer.VerbAsync("backup", Backup, "--data", Data);
        again.Exit.ShouldBe(1);
        again.Errors.ShouldContain("is not empty");

        File.Delete(Directory.GetFiles(Path.Combine(Data, "audit"), "heads-*.tsv").Single());
        var audit = await RunningServer.VerbAsync("audit", "verify", "--data", Data);
        audit.Exit.ShouldBe(1);
        audit.Errors.ShouldContain("missing or were changed");
    }

    [Fact]
    public async Task A_backup_that_lost_its_seals_or_keys_is_restored_and_what_it_lacks_is_said()
    {
        await using (var server = await RunningServer.StartAsync(Data, "--no-season"))
        {
            await SucceedsAsync("backup", Backup, "--data", Data);
        }

        Directory.Delete(Path.Combine(Backup, "audit"), recursive: true);
        Directory.Delete(Path.Combine(Backup, "keys"), recursive: true);
        var restored = await RunningServer.VerbAsync("restore", Backup, "--data", Restored);

        restored.Exit.ShouldBe(0);
        restored.Errors.ShouldContain("the copy has no seals");
        restored.Errors.ShouldContain("everybody must sign in again");
    }

    [Fact]
    public async Task An_export_into_a_folder_that_is_not_there_is_refused_in_one_sentence()
    {
        await using (var server = await RunningServer.StartAsync(Data, "--no-season"))
        {
            var missing = Path.Combine(_folder.FullName, "missing");

            var export = await RunningServer.VerbAsync(
                "history", "export", Path.Combine(missing, "log.csv"), "--data", Data);

            (export.Exit, export.Errors.Trim()).ShouldBe(
                (1, $"There is no folder {missing}. Make it, or name a file elsewhere."));
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string FileIn(string folder) => Path.Combine(folder, "samanvay.db");

    private static async Task SucceedsAsync(params string[] verb)
    {
        var (exit, output, errors) = await RunningServer.VerbAsync(verb);
        exit.ShouldBe(0, $"{output}\n{errors}");
    }
}
