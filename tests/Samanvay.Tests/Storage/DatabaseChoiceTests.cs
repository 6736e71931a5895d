using Samanvay.Storage;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Storage;

public sealed class DatabaseChoiceTests
{
    private const string Secret = "tiger-lily";

    [Fact]
    public void Where_nothing_is_said_everything_is_in_the_file() =>
        Read(null).ShouldBeOfType<SqliteChoice>().File.ShouldBe("city.db");

    [Fact]
    public void A_connection_gets_its_password_from_the_environment_and_does_not_say_it()
    {
        var choice = Read("Host=db;Database=city", (DatabaseChoice.PasswordVariable, Secret))
            .ShouldBeOfType<PostgresChoice>();

        choice.Connection.ShouldContain(Secret);
        choice.ToString().ShouldBe("PostgreSQL city on db");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("postgres")]
    public void A_whole_connection_can_come_from_the_environment(string? asked) =>
        Read(asked, (DatabaseChoice.ConnectionVariable, $"Host=db;Database=city;Password={Secret}"))
            .ShouldBeOfType<PostgresChoice>().Connection.ShouldContain(Secret);

    [Fact]
    public void The_file_can_be_asked_for_where_the_environment_names_a_server() =>
        Read("sqlite", (DatabaseChoice.ConnectionVariable, "Host=db;Database=city")).ShouldBeOfType<SqliteChoice>();

    [Theory]
    [InlineData("Host=db;Password=tiger-lily", "environment variable")]
    [InlineData("Hots=db;Passwort=tiger-lily", "is 'sqlite', 'postgres'")]
    [InlineData("Database=city", "names no Host")]
    [InlineData("postgres", DatabaseChoice.ConnectionVariable)]
    public void What_can_not_be_carried_out_is_refused_without_repeating_a_secret(string asked, string expected)
    {
        var problem = Should.Throw<ArgumentException>(() => Read(asked));

        problem.Message.ShouldContain(expected);
        problem.ToString().ShouldNotContain(Secret);
    }

    private static DatabaseChoice Read(string? asked, params (string Name, string Value)[] environment) =>
        DatabaseChoice.Read(
            asked, "city.db", name => environment.FirstOrDefault(variable => variable.Name == name).Value);
}
