using Microsoft.Data.Sqlite;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Export;

/// <summary>The tables that OCEL 2.0 asks for, and that they hold together.</summary>
public sealed class OcelSqliteTests : IAsyncLifetime
{
    private ExportedCity _exported = null!;
    private SqliteConnection _file = null!;

    public async ValueTask InitializeAsync()
    {
        _exported = await ExportedCity.OpenAsync();
        _file = new SqliteConnection($"Data Source={await _exported.WriteAsync("sqlite")};Pooling=False");
        await _file.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        await _exported.DisposeAsync();
    }

    [Theory]
    [InlineData("event", "ocel_id,ocel_type")]
    [InlineData("object", "ocel_id,ocel_type")]
    [InlineData("event_object", "ocel_event_id,ocel_object_id,ocel_qualifier")]
    [InlineData("object_object", "ocel_source_id,ocel_target_id,ocel_qualifier")]
    [InlineData("event_map_type", "ocel_type,ocel_type_map")]
    [InlineData("object_map_type", "ocel_type,ocel_type_map")]
    public void There_is_each_table_of_the_standard(string table, string columns) =>
        Read($"SELECT name FROM pragma_table_info('{table}') ORDER BY cid").ShouldBe(columns.Split(','));

    [Theory]
    [InlineData("event", "ocel_id,ocel_time")]
    [InlineData("object", "ocel_id,ocel_time,ocel_changed_field")]
    public void Each_type_has_its_own_table_which_holds_all_of_it(string kind, string columns)
    {
        foreach (var type in Read($"SELECT ocel_type || '/' || ocel_type_map FROM {kind}_map_type"))
        {
            var (name, map) = (type.Split('/')[0], type.Split('/')[1]);
            Read($"SELECT name FROM pragma_table_info('{kind}_{map}') ORDER BY cid").Take(columns.Split(',').Length)
                .ShouldBe(columns.Split(','));
            Read($"SELECT DISTINCT ocel_id FROM {kind}_{map} ORDER BY 1").ShouldBe(
                Read($"SELECT ocel_id FROM {kind} WHERE ocel_type = '{name}' ORDER BY 1"));
        }

        Read($"SELECT ocel_type FROM {kind} EXCEPT SELECT ocel_type FROM {kind}_map_type").ShouldBeEmpty();
        Read($"SELECT ocel_id FROM {kind}").ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_link_leads_to_something() =>
        Read("SELECT \"table\" FROM pragma_foreign_key_check").ShouldBeEmpty();

    [Fact]
    public void A_change_of_an_object_is_a_row_that_names_its_field()
    {
        var incident = WholeCity.Key(1).Operation;

        Read($"""
            SELECT coalesce(ocel_changed_field, 'begins') || ' ' || severity FROM object_Incident
            WHERE ocel_id = '{incident}' ORDER BY ocel_time
            """).ShouldBe(["begins s4", "severity s2"]);
    }

    private List<string> Read(string sql)
    {
        using var command = _file.CreateCommand();
#pragma warning disable CA2100 // The texts are this test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }
}
