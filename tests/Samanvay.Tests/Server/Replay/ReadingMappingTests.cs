using Samanvay.Server.Replay;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Server.Replay;

/// <summary>A mapping that can not be used says where, before anything is sent.</summary>
public sealed class ReadingMappingTests
{
    [Theory]
    [InlineData("", "The mapping is not JSON: see its line 1.")]
    [InlineData("{\n\"time\": [,", "The mapping is not JSON: see its line 2.")]
    [InlineData("[]", "The mapping lacks time.")]
    [InlineData("{}", "The mapping lacks time.")]
    [InlineData("""{"time":{}}""", "The mapping lacks value.")]
    [InlineData("""{"time":{},"value":{}}""", "The mapping lacks time.zone, or time.zoneColumn with time.zones.")]
    [InlineData("""{"time":{"zone":"UTC"},"value":{}}""", "The mapping lacks value.unit.")]
    [InlineData("""{"time":{"zone":"UTC"},"value":{"unit":"furlong"}}""", "value.unit 'furlong' is not known")]
    [InlineData("""{"time":{"zone":"Mars/North","column":"t","format":"HH"},"value":{"unit":"m"}}""", "'Mars/North'")]
    [InlineData("""{"time":{"zone":"UTC","column":"t","format":"yyyy-MMM-zz"},"value":{"unit":"m"}}""", "time.format")]
    [InlineData(
        """{"time":{"zone":"UTC","column":"t","format":"HH","zones":{"A":"UTC","A":"+01:00"}},"value":{"unit":"m"}}""",
        "time.zones names A twice")]
    [InlineData("""{"time":{"zone":"\ud800"},"value":{}}""", "A text of the mapping holds half a character.")]
    public void A_mapping_that_can_not_be_used_says_where(string json, string why) =>
        Should.Throw<MappingException>(() => ReadingMapping.Read(json)).Message.ShouldStartWith(why);

    [Fact]
    public void Every_mapping_among_the_samples_can_be_read()
    {
        var files = Directory.GetFiles(Path.Combine(SharedFolder.Repository, "samples", "mappings"));

        files.ShouldNotBeEmpty();
        foreach (var file in files) ReadingMapping.Read(File.ReadAllText(file)).Signal.ShouldBe("river.level");
    }
}
