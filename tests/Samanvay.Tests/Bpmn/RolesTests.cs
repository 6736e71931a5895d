using Samanvay.Bpmn.Model;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn;

public sealed class RolesTests
{
    private const string Resources =
        "<bpmn:resource id=\"police.control\"/><bpmn:resource id=\"r2\" name=\"fire.control\"/>";

    private const string Process = """
        <bpmn:laneSet id="ls"><bpmn:lane id="l" name="fire.control"><bpmn:flowNodeRef>s</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
        <bpmn:subProcess id="s">
          <bpmn:userTask id="owned"><bpmn:potentialOwner><bpmn:resourceRef>police.control</bpmn:resourceRef></bpmn:potentialOwner></bpmn:userTask>
          <bpmn:userTask id="lane"/>
        </bpmn:subProcess>
        <bpmn:userTask id="nobody"/>
        """;

    [Theory]
    [InlineData("owned", "police.control")]
    [InlineData("lane", "fire.control")]
    [InlineData("nobody", null)]
    public void A_step_belongs_to_its_owner_or_else_to_the_lane_around_it(string id, string? role)
    {
        var definitions = Sample.Read(Process, Resources);
        var process = definitions.Processes.Single();
        var node = (ActivityNode)process.Body.AllNodes().Single(node => node.Id == id);

        definitions.RolesOf(process, node).ShouldBe(role is null ? [] : [role]);
    }
}
