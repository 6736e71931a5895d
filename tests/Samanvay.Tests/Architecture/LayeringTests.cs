using System.Collections.Immutable;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Architecture;

/// <summary>Who may refer to whom. A project that is not in the table has no place in the house yet.</summary>
public sealed class LayeringTests
{
    private static readonly ImmutableDictionary<string, string[]> Allowed = ImmutableDictionary.CreateRange(
    [
        Row("Samanvay.Feel"),
        Row("Samanvay.Adapters", "Samanvay.Feel"),
        Row("Samanvay.Bpmn", "Samanvay.Feel"),
        Row("Samanvay.Dmn", "Samanvay.Feel"),
        Row("Samanvay.Engine", "Samanvay.Feel", "Samanvay.Dmn", "Samanvay.Bpmn"),
        Row("Samanvay.Activities"),
        Row("Samanvay.Runtime", "Samanvay.Adapters", "Samanvay.Engine", "Samanvay.Activities"),
        Row("Samanvay.Storage", "Samanvay.Runtime"),
        Row("Samanvay.Brokers", "Samanvay.Runtime"),
        Row("Samanvay.Designer", "Samanvay.Feel", "Samanvay.Dmn", "Samanvay.Bpmn", "Samanvay.Engine",
            "Samanvay.Activities",
            "Samanvay.Runtime"),
        Row("Samanvay.Server", "Samanvay.Feel", "Samanvay.Dmn", "Samanvay.Bpmn", "Samanvay.Engine",
            "Samanvay.Activities",
            "Samanvay.Runtime", "Samanvay.Storage", "Samanvay.Brokers", "Samanvay.Designer"),
    ]);

    // A package that a layer must not see, whatever else it uses.
    private static readonly ImmutableDictionary<string, string[]> Kept = ImmutableDictionary.CreateRange(
    [
        Row("Samanvay.Runtime", "Microsoft.EntityFrameworkCore", "Microsoft.Data", "SQLitePCLRaw", "Npgsql"),
        Row("Samanvay.Activities", "Microsoft.EntityFrameworkCore", "Microsoft.Data", "SQLitePCLRaw", "Npgsql"),
        Row("Samanvay.Designer", "Microsoft.EntityFrameworkCore", "Microsoft.Data", "SQLitePCLRaw", "Npgsql"),
    ]);

    private static KeyValuePair<string, string[]> Row(string project, params string[] others) => new(project, others);

    private static IEnumerable<ProjectFile> Product() => ProjectFile.All()
        .Where(project => !SourceFiles.Relative(project.Folder).StartsWith("tests/", StringComparison.Ordinal)
            && !SourceFiles.Relative(project.Folder).StartsWith("samples/", StringComparison.Ordinal));

    [Fact]
    public void Every_project_refers_only_to_those_below_it()
    {
        foreach (var project in Product())
        {
            Allowed.ShouldContainKey(project.Name);
            project.References.Except(Allowed[project.Name])
                .ShouldBeEmpty($"{project.Name} refers to what it must not know");
        }
    }

    [Fact]
    public void Every_project_of_the_table_exists() =>
        Product().Select(project => project.Name).Order().ShouldBe(Allowed.Keys.Order());

    [Fact]
    public void The_product_does_not_refer_to_its_tests() =>
        Product().SelectMany(project => project.References)
            .Where(name => name.Contains("Tests", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Databases_stay_behind_the_ports()
    {
        foreach (var project in Product().Where(project => Kept.ContainsKey(project.Name)))
        {
            project.Packages.Where(package =>
                Kept[project.Name].Any(start => package.StartsWith(start, StringComparison.Ordinal)))
                .ShouldBeEmpty($"{project.Name} must not know a database");
        }
    }
}
