using System.Text.Json;
using Samanvay.Bpmn.Lint;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Lint;

/// <summary>Cases that another linter publishes, for the rules that both have.</summary>
public sealed class PublishedCaseTests
{
    private static readonly Dictionary<string, string> Codes = new()
    {
        ["ad-hoc-sub-process"] = "BPMN136", ["conditional-event"] = "BPMN121", ["conditional-flows"] = "BPMN110",
        ["end-event-required"] = "BPMN102", ["start-event-required"] = "BPMN101", ["event-based-gateway"] = "BPMN115",
        ["event-sub-process-typed-start-event"] = "BPMN120", ["fake-join"] = "BPMN105", ["link-event"] = "BPMN122",
        ["no-disconnected"] = "BPMN103", ["no-duplicate-sequence-flows"] = "BPMN107",
            ["no-gateway-join-fork"] = "BPMN113",
        ["no-implicit-split"] = "BPMN106", ["single-blank-start-event"] = "BPMN124",
            ["sub-process-blank-start-event"] = "BPMN120",
    };

    public static TheoryData<string, string, bool> Cases()
    {
        var index = SharedFolder.Find("conformance", "bpmn-invalid", "bpmnlint", "index.json");
        if (index is null) return new() { { "no files", "", true } };
        var cases = new TheoryData<string, string, bool>();
        foreach (var entry in JsonDocument.Parse(File.ReadAllText(index)).RootElement.EnumerateArray())
        {
            var (rule, file) = (entry.GetProperty("rule").GetString()!, entry.GetProperty("file").GetString()!);
            if (Codes.TryGetValue(rule, out var code))
            {
                cases.Add(file, code,
                entry.GetProperty("verdict").GetString() == "valid");
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Both_linters_find_the_same(string file, string code, bool isValid)
    {
        var text = File.ReadAllText(SharedFolder.Require("conformance", "bpmn-invalid", "bpmnlint", file));

        var found = BpmnLint.Check(BpmnReader.Read(text).Value!)
            .Where(problem => problem.Code == code && problem.Severity != Severity.Hint);

        found.Any().ShouldBe(!isValid);
    }
}
