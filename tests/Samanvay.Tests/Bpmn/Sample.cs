using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;
using Shouldly;

namespace Samanvay.Tests.Bpmn;

/// <summary>Short ways to write a BPMN file in a test.</summary>
internal static class Sample
{
    /// <summary>A file with one process, <c>p</c>, that holds what is given.</summary>
    public static string File(string process, string before = "") => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sop="urn:samanvay:sop:1"
                          id="definitions" targetNamespace="urn:test">
          {before}
          <bpmn:process id="p" name="Test" isExecutable="true">
            {process}
          </bpmn:process>
        </bpmn:definitions>
        """;

    /// <summary>Reads such a file, which must be without problems.</summary>
    public static BpmnDefinitions Read(string process, string before = "")
    {
        var parsed = BpmnReader.Read(File(process, before));
        parsed.Problems.ShouldBeEmpty();
        return parsed.Value.ShouldNotBeNull();
    }

    public static ProcessDefinition Process(string process, string before = "") =>
        Read(process, before).Processes.Single();

    /// <summary>The only node of its kind in a file's process.</summary>
    public static T Node<T>(string process, string before = "") where T : FlowNode =>
        Process(process, before).Body.AllNodes().OfType<T>().Single();

    /// <summary>The codes of what reading finds wrong.</summary>
    public static IEnumerable<string> Problems(string process, string before = "") =>
        BpmnReader.Read(File(process, before)).Problems.Select(problem => problem.Code);
}
