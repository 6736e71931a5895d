using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Cities.Files;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Cities;

public sealed class CityFileTests : IDisposable
{
    private readonly CityDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_spreadsheet_of_people_is_previewed_and_then_saved_with_their_duties()
    {
        await _database.SettleAsync();
        const string csv = """
            id,name,agency,access,language,email,phone,holds
            vikram.singh,"Singh, Vikram",police,agency-member,hi,,,police.control:2
            ravi.nair,Ravi Nair,police,operator; author,en,ravi@nadipur.example,,police.control:1; police.control
            """;

        var preview = CityFile.Read(CityFileKind.People, csv.Replace("; police.control", ""),
            await _database.SettleAsync());
        var answer = await _database.Cities.ImportAsync(
            CityDatabase.Administrator, CityFileKind.People, csv.Replace("; police.control", ""), Cancellation);

        preview.Problems.ShouldBeEmpty();
        (preview.Added, preview.Changed, preview.Unchanged).ShouldBe((1, 1, 0));
        var setup = answer.Value();
        setup.People["vikram.singh"].Name.ShouldBe("Singh, Vikram");
        setup.People["ravi.nair"].Roles.ShouldBe([CityRole.Author, CityRole.Operator]);
        setup.Holders["police.control"].Select(holder => holder.Person.Value).ShouldBe(["ravi.nair", "vikram.singh"]);
    }

    [Theory]
    [InlineData("Stra\uFFFDe", "The text here is not in UTF-8. Save the file as CSV UTF-8.")]
    [InlineData("A\u0007", "The cell holds a character that can not be shown. Write it again by hand.")]
    [InlineData("A\u202Egpj.exe", "The cell holds a character that can not be shown. Write it again by hand.")]
    [InlineData("A\uFFFE", "The cell holds a character that can not be shown. Write it again by hand.")]
    public async Task A_text_that_nobody_could_read_whole_is_named_with_its_line(string name, string message)
    {
        var csv = $"id,name\nfire,Fire\nother,{name}\n";

        var preview = CityFile.Read(CityFileKind.Agencies, csv, await _database.SettleAsync());

        var problem = preview.Problems.ShouldHaveSingleItem();
        (problem.Line, problem.Column, problem.Message).ShouldBe((3, "name", message));
    }

    [Fact]
    public async Task Joiners_of_Hindi_and_letters_in_two_parts_are_plain_text()
    {
        const string csv = "id,name\nfire,क्\u200Dष\ncafe,Cafe\u0301\n";

        var preview = CityFile.Read(CityFileKind.Agencies, csv, await _database.SettleAsync());

        preview.Problems.ShouldBeEmpty();
        preview.Edits.OfType<SaveAgency>().Last().Agency.Name.ShouldBe("Caf\u00E9");
    }

    [Fact]
    public async Task A_cell_without_end_is_named_with_its_line()
    {
        var csv = $"id,name,phone\nfire,Fire,{new string('9', 10_001)}\ntax,Tax,{new string('9', 201)}\n";

        var preview = CityFile.Read(CityFileKind.Agencies, csv, await _database.SettleAsync());

        preview.Problems.Select(problem => (problem.Line, problem.Column, problem.Message)).ShouldBe(
        [
            (2, "phone", "The cell is longer than 10000 characters. Shorten it."),
            (3, "phone", "This is longer than 200 characters. Shorten it."),
        ]);
    }

    [Fact]
    public async Task Every_wrong_line_is_named_with_its_number_and_nothing_is_saved()
    {
        await _database.SettleAsync();
        const string csv = """
            id,name,agency,access,holds
            a.one,One,police,pilot,
            A Two,Two,police,operator,
            a.three,Three,fire,operator,
            a.four,Four,police,operator,fire.crew:1
            a.five,Five,police,operator,police.control:first
            a.one,One again,police,operator,
            a.six,Six
            """;

        var setup = await _database.SettleAsync();
        var preview = CityFile.Read(CityFileKind.People, csv, setup);
        var answer = await _database.Cities.ImportAsync(
            CityDatabase.Administrator, CityFileKind.People, csv, Cancellation);

        preview.Problems.Select(problem => problem.Line).ShouldBe([2, 3, 4, 5, 6, 7, 8], ignoreOrder: false);
        answer.Reason().ShouldBeOfType<Invalid>().Problems.Length.ShouldBe(7);
        (await _database.Store.LoadAsync(CityDatabase.Here, Cancellation))!.People.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_unknown_access_is_answered_with_the_words_that_can_be_written()
    {
        const string csv = "id,name,access,agency\na.one,One,pilot,police\na.two,Two,agency-member,police\n";

        var preview = CityFile.Read(CityFileKind.People, csv, await _database.SettleAsync());

        preview.Problems.ShouldHaveSingleItem().Message.ShouldBe(
            "pilot is not known. "
            + "Known are administrator, agency-member, approver, auditor, author, operator, supervisor.");
    }

    [Fact]
    public async Task People_who_are_not_in_the_file_keep_their_duties()
    {
        await _database.SettleAsync();
        const string header = "id,name,access,agency,holds\n";
        const string first = header + "meera.das,Meera Das,supervisor,police,police.control:1\n";
        const string second = header + "vikram.singh,Vikram Singh,agency-member,police,police.control:deputy\n";

        await _database.Cities.ImportAsync(CityDatabase.Administrator, CityFileKind.People, first, Cancellation);
        var setup = (await _database.Cities.ImportAsync(
            CityDatabase.Administrator, CityFileKind.People, second, Cancellation)).Value();

        setup.Holders["police.control"].Select(holder => (holder.Person.Value, holder.Deputy))
            .ShouldBe([("meera.das", false), ("vikram.singh", true)]);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("id,title\na,b\n", "missing")]
    [InlineData("id,name,colour\na,b,c\n", "not known")]
    [InlineData("id,name\na,\"b\n", "never closed")]
    public async Task A_file_that_can_not_be_read_says_why(string csv, string reason)
    {
        var preview = CityFile.Read(CityFileKind.Agencies, csv, await _database.SettleAsync());

        preview.Edits.ShouldBeEmpty();
        preview.Problems.ShouldHaveSingleItem().Message.ShouldContain(reason);
    }

    [Fact]
    public async Task Semicolons_and_a_byte_order_mark_are_read_as_spreadsheets_write_them()
    {
        var preview = CityFile.Read(
            CityFileKind.Devices,
                "\uFEFFid;name;signal;unit;longitude;latitude\r\ng1;Gauge;river.level;m;77.2;28.6\r\n",
            await _database.SettleAsync());

        preview.Problems.ShouldBeEmpty();
        preview.Edits.ShouldHaveSingleItem().ShouldBeOfType<SaveDevice>().Device.Longitude.ShouldBe(77.2);
    }

    [Fact]
    public async Task A_number_that_is_none_is_named_at_its_column()
    {
        var preview = CityFile.Read(CityFileKind.Devices,
            "id,name,signal,unit,longitude,latitude\ng1,Gauge,river.level,m,east,28.6\n",
                await _database.SettleAsync());

        preview.Problems.ShouldContain(new LineProblem(2, "longitude", "east is not a number. Write it like 77.2090."));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
