using System.Text.Json;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;
using Samanvay.Engine.Soundness;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Soundness;

/// <summary>The verdicts that two other checkers publish with their models.</summary>
public sealed class PublishedVerdictTests
{
    // Where the published checker asks another question than the standard's text does:
    private static readonly Dictionary<(string Model, string Property), string> OtherDefinitions = new()
    {
        [("e041MBE", "Prop02Safe")] = "there a timer that has fired fires again; a duration is over once",
        [("e056TBE", "Prop02Safe")] = "there a timer without a definition fires again and again",
        [("e035SP", "Prop04MsgSound")] = "a message start in an embedded sub-process, excluded by BPMN 2.0.2 10.5.2",
    };

    public static TheoryData<string> Collaborations() => Names("fbpmn");

    public static TheoryData<string> Processes() => Names("bpmn-analyzer");

    [Theory]
    [MemberData(nameof(Collaborations))]
    public void A_collaboration_gets_its_published_verdict(string name)
    {
        var (model, expected) = Read("fbpmn", name);
        var verdicts = expected.GetProperty("verdicts").GetProperty("Network01Bag");

        var report = SoundnessChecker.Check(model);

        // Published as one property: the pools can end, and none of their own end events is reached twice.
        var ends = report.ProperCompletion.Verdict == SoundnessVerdict.Fails
            && model.Processes.Any(pool => report.ProperCompletion.Elements.Any(id => pool.Body.Find(id) is not null));
        Compare(report.Safeness.Verdict, "Prop02Safe");
        Compare(ends ? SoundnessVerdict.Fails : report.OptionToComplete.Verdict, "Prop03Sound");
        Compare(ends ? SoundnessVerdict.Fails : report.OptionToCompleteIgnoringMessages.Verdict, "Prop04MsgSound");

        void Compare(SoundnessVerdict verdict, string property)
        {
            if (OtherDefinitions.ContainsKey((name, property)) || verdict == SoundnessVerdict.NotProven) return;
            verdict.ShouldBe(Expected(verdicts.GetProperty(property).GetProperty("holds")), property);
        }
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public void A_process_gets_its_published_verdict(string name)
    {
        var (model, expected) = Read("bpmn-analyzer", name);
        var verdicts = expected.GetProperty("verdicts");

        var report = SoundnessChecker.Check(model);

        Compare(report.Safeness, "safeness");
        Compare(report.OptionToComplete, "optionToComplete");
        Compare(report.ProperCompletion, "properCompletion");
        Compare(report.NoDeadActivities, "noDeadActivities");

        void Compare(SoundnessFinding finding, string property)
        {
            if (verdicts.TryGetProperty(property, out var holds)) finding.Verdict.ShouldBe(Expected(holds), property);
        }
    }

    // Two models count messages or loops without end; their publishers cut them off by hand.
    [Fact]
    public void All_but_the_endless_models_are_decided()
    {
        var undecided = Models("fbpmn").Concat(Models("bpmn-analyzer"))
            .Where(model => SoundnessChecker.Check(model.Model).OptionToCompleteIgnoringMessages.Verdict
                == SoundnessVerdict.NotProven)
            .Select(model => model.Name);

        undecided.ShouldBe(["e005TravelAgency", "e006TravelAgency"]);
    }

    [Theory]
    [InlineData("400")]
    [InlineData("500")]
    [InlineData("p10x01")]
    [InlineData("p15x01")]
    [InlineData("p17x01")]
    public void A_large_model_is_proven_by_looking_at_few_states(string name)
    {
        var file = SharedFolder.Require("conformance", "bpmn-soundness", "bpmn-analyzer", "benchmark", $"{name}.bpmn");

        var report = SoundnessChecker.Check(BpmnReader.Read(File.ReadAllText(file)).Value.ShouldNotBeNull());

        report.IsSound.ShouldBeTrue();
        report.States.ShouldBeLessThan(100);
    }

    private static SoundnessVerdict Expected(JsonElement holds) =>
        holds.GetBoolean() ? SoundnessVerdict.Holds : SoundnessVerdict.Fails;

    private static TheoryData<string> Names(string suite) =>
        SharedFolder.Find("conformance", "bpmn-soundness", suite) is null
            ? new TheoryData<string>("none")
            : [.. Entries(suite).Select(entry => entry.Name)];

    private static (BpmnDefinitions Model, JsonElement Expected) Read(string suite, string name)
    {
        SharedFolder.Require("conformance", "bpmn-soundness", suite);
        var (_, file, expected) = Entries(suite).Single(entry => entry.Name == name);
        return (BpmnReader.Read(File.ReadAllText(file)).Value.ShouldNotBeNull(), expected);
    }

    private static IEnumerable<(string Name, BpmnDefinitions Model)> Models(string suite) =>
        from entry in Entries(suite)
        select (entry.Name, BpmnReader.Read(File.ReadAllText(entry.File)).Value.ShouldNotBeNull());

    private static IEnumerable<(string Name, string File, JsonElement Expected)> Entries(string suite)
    {
        var folder = SharedFolder.Require("conformance", "bpmn-soundness", suite);
        using var verdicts = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "verdicts.json")));
        foreach (var entry in verdicts.RootElement.EnumerateArray().Select(entry => entry.Clone()))
        {
            var file = Path.Combine(folder, entry.GetProperty("file").GetString()!);
            yield return (Path.GetFileNameWithoutExtension(file), file, entry);
        }
    }
}
