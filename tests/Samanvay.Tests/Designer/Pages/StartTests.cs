using Samanvay.Designer.Pages;
using Samanvay.Runtime.Access;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages;

public sealed class StartTests
{
    [Theory]
    [InlineData(CityRole.Operator, "/live")]
    [InlineData(CityRole.Supervisor, "/live")]
    [InlineData(CityRole.AgencyMember, "/work")]
    [InlineData(CityRole.Author, "/procedures")]
    [InlineData(CityRole.Approver, "/procedures")]
    [InlineData(CityRole.Administrator, "/city")]
    public void Everybody_begins_where_their_work_is(CityRole role, string path) =>
        Start.PlaceOf(Asker.OfPerson(new("sample"), new("asha"), null, role)).ShouldBe(path);

    [Fact]
    public void Nobody_begins_at_the_sign_in() => Start.PlaceOf(null).ShouldBe("/sign-in");
}
