using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Samanvay.Engine.Incidents;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Archives;
using Samanvay.Runtime.Audit;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Storage;
using Samanvay.Storage.Model.Steps;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Archives;

public sealed class SqliteArchivingTests : ArchivingContract
{
    protected override DatabaseChoice? Database => null;
}

public sealed class PostgresArchivingTests : ArchivingContract
{
    protected override DatabaseChoice? Database => new PostgresChoice(Postgres.NewDatabase());
}

/// <summary>What ended long ago leaves the database, and nothing of it is lost.</summary>
public abstract class ArchivingContract : IAsyncLifetime
{
    private AgedCity _aged = null!;

    protected abstract DatabaseChoice? Database { get; }

    public async ValueTask InitializeAsync() => _aged = await AgedCity.OpenAsync(Database);

    public async ValueTask DisposeAsync()
    {
        await _aged.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_ended_longer_ago_than_its_procedure_is_kept_lies_in_an_archive_alone()
    {
        (await _aged.ArchiveAsync()).ShouldBe(3);

        (await _aged.PresentAsync()).ShouldBe([4, 5]);
        (await LeftAsync<HistoryRow>(row => row.Operation)).ShouldBe([4, 5, 5], ignoreOrder: true);
        (await LeftAsync<ArchivedEntry>(row => row.Operation)).ShouldBe([1, 2, 3], ignoreOrder: true);
        (await LeftAsync<Notification>(row => new OperationId(Guid.Parse(row.Operation!)))).Distinct()
            .ShouldBe([4, 5], ignoreOrder: true);
        (await _aged.FaultsAsync()).ShouldBeEmpty();
        using var key = _aged.City.Of<AuditFolder>().OpenPublicKey();
        var archive = ArchiveCheck.Read(_aged.Folder.PathOf(_aged.Folder.List().Single()), key);
        archive.Findings.ShouldBeEmpty();
        archive.Entries.ShouldBe(6);
        (await _aged.ArchiveAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task It_stays_sealed_there_and_taking_its_line_away_is_found()
    {
        await _aged.ArchiveAsync();
        await _aged.SealAsync();
        (await _aged.FaultsAsync()).ShouldBeEmpty();
        _aged.City.Of<AuditFolder>().ReadSeals().Count.ShouldBe(2);

        await ExecuteAsync("DELETE FROM archived_operations");

        (await _aged.FaultsAsync()).ShouldBe([.. Enumerable.Repeat(AuditFault.SealedEntryMissing, 3)]);
    }

    [Fact]
    public async Task An_incident_that_was_deleted_with_a_line_but_without_an_archive_is_found()
    {
        await _aged.ArchiveAsync();
        _aged.Folder.Remove(_aged.Folder.List().Single());

        (await _aged.FaultsAsync()).ShouldContain(AuditFault.ArchiveMissing);
        await _aged.SealAsync();
        _aged.City.Of<AuditFolder>().ReadSeals().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_line_for_an_incident_that_the_archive_does_not_hold_is_found()
    {
        await _aged.ArchiveAsync();
        await ExecuteAsync("DELETE FROM history WHERE operation LIKE '00000005%'");
        await ExecuteAsync("""
            INSERT INTO archived_operations (city, operation, sequence, hash, archive, digest, ended_at, archived_at)
            SELECT o.city, o.id, o.sequence, o.hash, a.archive, a.digest, a.ended_at, a.archived_at
            FROM operations o CROSS JOIN archived_operations a
            WHERE o.id LIKE '00000005%' AND a.operation LIKE '00000001%'
            """);
        await ExecuteAsync("DELETE FROM operations WHERE id LIKE '00000005%'");

        (await _aged.FaultsAsync()).ShouldBe([AuditFault.SealedEntryMissing, AuditFault.NotInArchive]);
    }

    [Fact]
    public async Task A_changed_archive_is_found()
    {
        await _aged.ArchiveAsync();
        var path = _aged.Folder.PathOf(_aged.Folder.List().Single());
        var text = await UnpackAsync(path);

        await PackAsync(path, text.Replace("asha", "amit", StringComparison.Ordinal));
        (await _aged.FaultsAsync()).ShouldContain(AuditFault.ArchiveChanged);
        (await _aged.FaultsAsync()).ShouldContain(AuditFault.EntryChanged);

        await PackAsync(path, text[..text.LastIndexOf("{\"Operations", StringComparison.Ordinal)]);
        (await _aged.FaultsAsync()).ShouldContain(AuditFault.ArchiveChanged);
    }

    [Fact]
    public async Task What_the_newest_seal_does_not_stand_for_stays()
    {
        await ExecuteAsync("UPDATE operations SET sequence = 3 WHERE id LIKE '00000002%'");

        (await _aged.ArchiveAsync()).ShouldBe(2);

        (await _aged.PresentAsync()).ShouldBe([2, 4, 5]);
    }

    [Fact]
    public async Task What_has_something_to_do_yet_stays_and_the_others_go()
    {
        await ExecuteAsync("""
            INSERT INTO timers (city, operation, key, generation, due_at, kind)
            SELECT city, id, 'x', 0, 0, 'process' FROM operations WHERE id LIKE '00000003%'
            """);

        (await _aged.ArchiveAsync()).ShouldBe(2);

        (await _aged.PresentAsync()).ShouldBe([3, 4, 5]);
        (await _aged.FaultsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_archived_operation_can_not_be_gone_on_with()
    {
        await _aged.ArchiveAsync();

        var answer = await _aged.City.SubmitAsync(
            WholeCity.Key(1), new CompleteWorkItem(WholeCity.Noon, new(1), "asha", FeelContext.Empty));

        answer.ShouldBeOfType<CommandRefused>();
    }

    [Theory]
    [InlineData("write")]
    [InlineData("keep")]
    [InlineData("read")]
    [InlineData("delete")]
    public async Task A_machine_that_fails_on_the_way_loses_nothing_and_archives_nothing_twice(string step)
    {
        _aged.City.Of<Archiving>().Before =
            taken => { if (taken == step) throw new IOException($"The machine failed before {step}."); };
        await Should.ThrowAsync<IOException>(() => _aged.ArchiveAsync());
        (await _aged.PresentAsync()).ShouldBe([1, 2, 3, 4, 5]);
        (await _aged.FaultsAsync()).ShouldBeEmpty();

        await _aged.RestartAsync();

        (await _aged.ArchiveAsync()).ShouldBe(3);
        (await _aged.PresentAsync()).ShouldBe([4, 5]);
        _aged.Folder.List().Count.ShouldBe(1);
        (await _aged.FaultsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_failure_what_is_to_be_kept_by_now_stays()
    {
        _aged.City.Of<Archiving>().Before =
            taken => { if (taken == "delete") throw new IOException("The machine failed."); };
        await Should.ThrowAsync<IOException>(() => _aged.ArchiveAsync());
        await _aged.RestartAsync();
        await _aged.City.Of<ICityStore>().SaveAsync(
            WholeCity.City, [new SaveRetention(new Retention(WholeCity.City, new("kept-30-days"), 50))], default);

        (await _aged.ArchiveAsync()).ShouldBe(0);

        (await _aged.PresentAsync()).ShouldBe([1, 2, 3, 4, 5]);
    }

    private async Task<List<int>> LeftAsync<T>(Func<T, OperationId> id) where T : class
    {
        await using var context = await _aged.City.Of<IDbContextFactory<SamanvayDbContext>>().CreateDbContextAsync();
        var rows = await context.Set<T>().AsNoTracking().ToListAsync();
        return [.. rows.Select(
            row => Enumerable.Range(1, 5).Single(number => WholeCity.Key(number).Operation == id(row)))];
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var context = await _aged.City.Of<IDbContextFactory<SamanvayDbContext>>().CreateDbContextAsync();
        await context.Database.ExecuteSqlRawAsync(sql);
    }

    private static async Task<string> UnpackAsync(string path)
    {
        await using var file = File.OpenRead(path);
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        return await reader.ReadToEndAsync();
    }

    private static async Task PackAsync(string path, string text)
    {
        await using var file = File.Create(path);
        await using var packed = new GZipStream(file, CompressionLevel.Fastest);
        await packed.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
