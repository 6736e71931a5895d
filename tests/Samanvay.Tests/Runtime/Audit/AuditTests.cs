using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Samanvay.Runtime.Archives;
using Samanvay.Runtime.Audit;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.Sqlite;
using Samanvay.Storage.Sqlite.Upkeep;
using Samanvay.Tests.Runtime.Commands;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Audit;

/// <summary>Somebody with full access to the database changes what happened; the check says so.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private readonly DatabaseFolder _place = new();
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("samanvay-audit-");
    private AuditFolder _folder = null!;
    private Shell _shell = null!;
    private OperationKey _operation;
    private AuditSealing _sealing = null!;

    public async ValueTask InitializeAsync()
    {
        _folder = new AuditFolder(_files.FullName);
        _shell = await Shell.OpenAsync(_place.Path);
        _operation = await _shell.StartedAsync(Diagrams.Ask);
        await _shell.StartedAsync(Diagrams.Ask);
        await _shell.SubmitAsync(_operation, Diagrams.Complete(Shell.Noon));
        _sealing = new AuditSealing(
            Store, _folder, Archives, _shell.Time, _shell.Host, NullLogger<AuditSealing>.Instance);
        (await _sealing.RunOnceAsync(default)).ShouldNotBeNull().Heads.ShouldBe(2);
    }

    public async ValueTask DisposeAsync()
    {
        await _shell.DisposeAsync();
        _place.Dispose();
        _files.Delete(recursive: true);
    }

    private ArchiveFolder Archives => new(Path.Combine(_files.FullName, "archive"));

    private SqliteAuditStore Store => new(_shell.Database);

    [Fact]
    public async Task What_nobody_has_touched_is_as_it_was_also_when_it_went_on_after_the_seal()
    {
        await _shell.StartedAsync(Diagrams.Ask);

        (await FaultsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_changed_fact_is_found()
    {
        await WriteAsync("UPDATE history SET body = CAST(replace(CAST(body AS TEXT), '2026', '2025') AS BLOB) "
            + "WHERE operation = ?1 AND sequence = 1");

        (await FaultsAsync()).ShouldBe([AuditFault.EntryChanged]);
    }

    [Fact]
    public async Task An_entry_taken_out_of_the_middle_is_found()
    {
        await WriteAsync("DELETE FROM history WHERE operation = ?1 AND sequence = 1");

        (await FaultsAsync()).ShouldBe([AuditFault.EntryMissing]);
    }

    [Fact]
    public async Task A_cut_tail_is_found_although_the_state_was_set_back()
    {
        await WriteAsync("DELETE FROM history WHERE operation = ?1 AND sequence = 2");
        (await FaultsAsync()).ShouldBe([AuditFault.SealedEntryMissing, AuditFault.StateWithoutEntry]);

        await WriteAsync("UPDATE operations SET sequence = 1, "
            + "hash = (SELECT hash FROM history WHERE operation = ?1 AND sequence = 1) WHERE id = ?1");
        (await FaultsAsync()).ShouldBe([AuditFault.SealedEntryMissing]);
    }

    [Fact]
    public async Task A_deleted_incident_is_found()
    {
        await WriteAsync("DELETE FROM operations WHERE id = ?1");
        (await FaultsAsync()).ShouldBe([AuditFault.StateMissing]);

        await WriteAsync("DELETE FROM history WHERE operation = ?1");
        (await FaultsAsync()).ShouldBe([AuditFault.SealedEntryMissing]);
    }

    [Fact]
    public async Task A_chain_that_was_computed_anew_is_found()
    {
        var hash = HashChain.Start;
        foreach (var entry in await Store.HistoryAsync(_operation, long.MaxValue, default))
        {
            var body = entry.Sequence == 1 ? [.. entry.Body.Span, (byte)' '] : entry.Body.ToArray();
            hash = HashChain.Next(hash.Span, body);
            await _shell.Database.Writer.WriteAsync(
                session =>
                {
                    session["UPDATE history SET body = ?, hash = ? WHERE city = ? AND operation = ? AND sequence = ?"]
                        .Bind(body).Bind(hash.Span).Bind(_operation).Bind(entry.Sequence).Execute();
                    session["UPDATE operations SET hash = ? WHERE city = ? AND id = ?"]
                        .Bind(hash.Span).Bind(_operation).Execute();
                },
                default);
        }

        (await FaultsAsync()).ShouldBe([AuditFault.SealedEntryDiffers]);
    }

    [Fact]
    public async Task Changed_hashes_beside_the_seal_and_a_seal_of_another_key_are_found()
    {
        var heads = Directory.GetFiles(_files.FullName, "heads-*.tsv").Single();
        await File.AppendAllTextAsync(heads, "\n");
        (await FaultsAsync()).ShouldBe([AuditFault.SealedHashesChanged]);

        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (await FaultsAsync(stranger)).ShouldBe([AuditFault.SealForged, AuditFault.SealedHashesChanged]);
    }

    [Fact]
    public async Task A_seal_that_was_taken_away_is_missed_by_the_next()
    {
        await SealLaterAsync();
        await SealLaterAsync();
        var seals = Path.Combine(_files.FullName, "seals.jsonl");
        var lines = await File.ReadAllLinesAsync(seals);
        lines.Length.ShouldBe(3);
        (await FaultsAsync()).ShouldBeEmpty();

        await File.WriteAllLinesAsync(seals, [lines[0], lines[2]]);

        (await FaultsAsync()).ShouldBe([AuditFault.SealForged]);
    }

    [Fact]
    public async Task There_is_one_seal_an_hour_and_none_over_what_was_changed()
    {
        (await _sealing.RunOnceAsync(default)).ShouldBeNull();
        await WriteAsync("DELETE FROM history WHERE operation = ?1");

        _shell.Host.Advance(Duration.FromHours(1));

        (await _sealing.RunOnceAsync(default)).ShouldBeNull();
        _folder.ReadSeals().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_line_that_a_crash_has_cut_is_no_seal_and_goes()
    {
        await File.AppendAllTextAsync(Path.Combine(_files.FullName, "seals.jsonl"), "{\"At\":\"2026-");
        (await FaultsAsync()).ShouldBeEmpty();

        await SealLaterAsync();

        _folder.ReadSeals().Count.ShouldBe(2);
        (await FaultsAsync()).ShouldBeEmpty();
    }

    private async Task SealLaterAsync()
    {
        _shell.Host.Advance(Duration.FromHours(1));
        (await _sealing.RunOnceAsync(default)).ShouldNotBeNull();
    }

    private async Task<List<AuditFault>> FaultsAsync(ECDsa? other = null)
    {
        using var own = _folder.OpenPublicKey();
        return await new AuditCheck(Store, _folder, Archives).RunAsync(other ?? own, default)
            .Select(finding => finding.Fault).ToListAsync();
    }

    private async Task WriteAsync(string sql) => await _shell.Database.Writer.WriteAsync(
        session => { session[sql].Bind(_operation.Operation.ToString()).Execute(); }, default);
}
