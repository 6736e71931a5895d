using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Tasks;

public sealed class DataMappingTests
{
    private static readonly DataAssociation DepthIn = new(null, ["depth-object"], "level", null, []);

    private static readonly DataAssociation DoubleOut =
        new(null, ["twice"], "result-object", null, []);

    private static ProcessBuilder Measured(ActivityNode task)
    {
        var process = ProcessBuilder.Of("flood").Start().Add(task).User("after").End();
        process.DataObjects.Add(new("depth-object", "depth", null, false));
        process.DataObjects.Add(new("result-object", "result", null, false));
        return process;
    }

    private static ScriptTask Doubling() => new()
    {
        Id = "measure",
        ScriptFormat = "feel",
        Script = "level * 2",
        Io = new([new("level", null, null, false)], [new("twice", null, null, false)]),
        InputAssociations = [DepthIn],
        OutputAssociations = [DoubleOut],
    };

    [Fact]
    public void Data_associations_copy_into_a_step_and_out_of_it()
    {
        var run = Run.Of(Measured(Doubling()), "{ depth: 2 }");

        run["result"].ShouldBe(Run.Value("4"));
        run.Variables.TryGet("level", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_transformation_makes_the_value()
    {
        var task = Doubling() with
        {
            InputAssociations = [DepthIn with { Transformation = new("depth + 1") }],
            OutputAssociations = [DoubleOut with { Assignments = [new(new("twice * 10"), new("result"))] }],
        };

        Run.Of(Measured(task), "{ depth: 2 }")["result"].ShouldBe(Run.Value("60"));
    }

    [Fact]
    public void An_input_that_can_not_be_had_is_a_fault_and_can_be_tried_again()
    {
        var endless = DepthIn with { Transformation = new("for x in 1..9999999 return x") };
        var task = Doubling() with { InputAssociations = [endless] };
        var run = Run.Of(Measured(task), "{ depth: 2 }");

        run.OnlyFault.Element.ShouldBe("measure");
    }

    [Fact]
    public void Inputs_of_a_sub_process_are_its_own_variables_and_its_outputs_leave_it()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Sub("ward", sub => sub.Start("s").Script("note", "area + \"!\"", "noted").End("e"))
            .But(node => node with
            {
                Sop = node.Sop with { Inputs = [new("area", new("=home")), new("noted", new("=null"))] },
            })
            .Outputs(("heard", "=noted"))
            .User("after").End();

        var run = Run.Of(process, """{ home: "W1" }""");

        run["heard"].ToString().ShouldBe("W1!");
        run.Variables.TryGet("area", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_property_lives_as_long_as_its_step()
    {
        var task = Doubling() with { Properties = [new("memo", null, null)], Script = "if memo = null then 1 else 2" };

        Run.Of(Measured(task))["result"].ShouldBe(Run.Value("1"));
    }

    [Fact]
    public void An_event_writes_its_payload_where_its_association_leads()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Catch("wait", Message("m"))
            .But(node => (IntermediateCatchEvent)node with
            {
                DataItems = [new("payload", null, null, false)],
                DataAssociations = [new(null, ["payload"], "depth-object", null, [])],
            })
            .User("after").End();
        process.DataObjects.Add(new("depth-object", "depth", null, false));

        Run.Of(process).Message("m", "{ level: 3 }")["depth"].ShouldBe(Run.Value("{ level: 3 }"));
    }

    [Fact]
    public void A_data_store_is_refused_with_the_reason()
    {
        var process = Measured(Doubling() with { InputAssociations = [DepthIn with { SourceRefs = ["store"] }] });
        var definitions = process.Definitions() with { DataStores = [new("store", "archive", null)] };

        var problem = Samanvay.Engine.Compilation.ProcessCompiler.Compile(definitions, new()).Problems
            .ShouldHaveSingleItem();

        (problem.Code, problem.Location.ElementId).ShouldBe(("ENG005", "measure"));
    }
}
