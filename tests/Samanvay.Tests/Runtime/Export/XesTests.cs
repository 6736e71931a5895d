using System.Xml.Linq;
using Samanvay.Runtime.Export;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Export;

/// <summary>The structure that IEEE 1849 asks for, and what stands in it.</summary>
public sealed class XesTests
{
    private static readonly XNamespace Xes = "http://www.xes-standard.org/";
    private static readonly string[] Order = ["extension", "global", "classifier", "string", "trace"];
    private static readonly string[] Transitions =
    [
        "schedule", "assign", "withdraw", "reassign", "start", "suspend", "resume", "pi_abort", "ate_abort", "complete",
        "autoskip", "manualskip", "unknown",
    ];

    [Fact]
    public async Task The_file_has_the_structure_of_the_standard()
    {
        await using var exported = await ExportedCity.OpenAsync();
        var log = XDocument.Load(await exported.WriteAsync("xes")).Root.ShouldNotBeNull();

        log.Name.ShouldBe(Xes + "log");
        log.Attribute("xes.version").ShouldNotBeNull();
        log.Attribute("xes.features").ShouldNotBeNull();
        log.Elements().Select(element => Array.IndexOf(Order, element.Name.LocalName)).ShouldBeInOrder();
        log.Elements().ShouldAllBe(element => Order.Contains(element.Name.LocalName));
        var prefixes = log.Elements(Xes + "extension").Select(extension => Value(extension, "prefix")).ToList();
        foreach (var owner in log.Descendants().Where(element => element.Elements().Any()))
        {
            var keys = owner.Elements().Select(child => (string?)child.Attribute("key")).OfType<string>().ToList();
            keys.ShouldBeUnique();
            keys.Where(key => key.Contains(':')).Select(key => key.Split(':')[0]).ShouldBeSubsetOf(prefixes);
        }

        foreach (var classifier in log.Elements(Xes + "classifier"))
        {
            Value(classifier, "keys").Split(' ').ShouldBeSubsetOf(
                log.Elements(Xes + "global").Last().Elements().Select(one => Value(one, "key")));
        }
    }

    [Fact]
    public async Task Each_run_is_a_trace_and_each_event_has_what_is_said_of_all_events()
    {
        await using var exported = await ExportedCity.OpenAsync();
        var log = XDocument.Load(await exported.WriteAsync("xes")).Root!;
        var traces = log.Elements(Xes + "trace").ToList();

        traces.Select(trace => Text(trace, "procedure")).ShouldBe(["pump", "look"], ignoreOrder: true);
        foreach (var one in traces.SelectMany(trace => trace.Elements(Xes + "event")))
        {
            Text(one, "concept:name").ShouldNotBeNull();
            Text(one, "lifecycle:transition").ShouldBeOneOf(Transitions);
            one.Elements(Xes + "date").Select(date => Value(date, "key")).ShouldBe(["time:timestamp"]);
            DateTimeOffset.TryParse(Text(one, "time:timestamp"), out _).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_step_is_told_from_its_offer_to_its_end_and_gateways_are_passed_over()
    {
        await using var exported = await ExportedCity.OpenAsync();
        var log = XDocument.Load(await exported.WriteAsync("xes", new ExportChoice(WithPeople: true))).Root!;

        var trace = log.Elements(Xes + "trace").Single(trace => Text(trace, "procedure") == "pump");

        trace.Elements(Xes + "event").Select(one =>
            $"{Text(one, "concept:name")} {Text(one, "lifecycle:transition")} {Text(one, "org:resource")}".Trim())
            .ShouldBe(
            [
                "start complete", "Start the =pump, now schedule",
                "Start the =pump, now start pune/person/asha.kulkarni",
                "Start the =pump, now complete pune/person/asha.kulkarni", "end complete",
            ]);
        Text(trace.Elements(Xes + "event").ElementAt(1), "org:role").ShouldBe("pune/role/crew");
        Text(trace.Elements(Xes + "event").ElementAt(1), "org:group").ShouldBe("pune/agency/drainage");
    }

    [Fact]
    public async Task What_xml_can_not_hold_is_left_out()
    {
        await using var stream = new MemoryStream();
        using (var log = new XesLog(stream))
        {
            var name = new LogChange(new LogValue("name", "a\u0001b\ud83d\udea8"));
            log.Add(new LoggedOperation(
                WholeCity.Key(1), [new LogObject("run", LogTypes.Run) { Values = [name] }], []));
            log.Complete([]);
        }

        stream.Position = 0;
        var trace = XDocument.Load(stream).Root!.Element(Xes + "trace")!;
        Text(trace, "procedure_name").ShouldBe("ab\ud83d\udea8");
    }

    private static string? Text(XElement owner, string key) =>
        owner.Elements().SingleOrDefault(child => (string?)child.Attribute("key") == key)?.Attribute("value")?.Value;

    private static string Value(XElement element, string name) => element.Attribute(name).ShouldNotBeNull().Value;
}
