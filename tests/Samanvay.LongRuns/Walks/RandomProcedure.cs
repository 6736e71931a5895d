using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.LongRuns.Walks;

/// <summary>Draws a procedure of nested blocks from a seed; the same seed draws the same one.</summary>
internal sealed class RandomProcedure(int seed)
{
    private const int DepthMax = 3;

    private static readonly string[] Conditions = ["true", "false", "dice > 3", "dice <= 3", "missing"];

    // One name for the ladder that asks for an answer and the one that asks for the end.
    private static readonly ImmutableArray<SopLadder> Ladders =
    [
        new()
        {
            Id = "life",
            Basis = SopLadderBasis.Acknowledge,
            LoopCount = 2,
            Levels =
            [
                new() { Moment = new AfterDelay(new("PT2M")), Targets = ["owner"], Actions = [new NotifyAction()] },
                new()
                {
                    Moment = new AfterDelay(new("PT10M")),
                    Targets = ["fire.control"],
                    Actions = [new NotifyAction(), new ReassignAction("fire.control")],
                },
            ],
        },
        new()
        {
            Id = "life",
            Basis = SopLadderBasis.Resolve,
            Levels =
            [
                new() { Moment = new AtPercent(75), Targets = ["nobody"], Actions = [new WatchAction()] },
                new() { Moment = new AtBreach(), Targets = ["owner"], Actions = [new EscalateAction("x1")] },
                new()
                {
                    Moment = new AfterBreach(new("PT30M")),
                    Targets = ["police.control"],
                    Actions = [new SeverityAction(1)],
                },
            ],
        },
    ];

    private readonly Random _random = new(seed);
    private int _count;

    public ProcessBuilder Draw()
    {
        var builder = ProcessBuilder.Of("random").Start();
        Blocks(builder, 0);
        builder.End(Name("end"), _random.Next(5) == 0 ? Events.Terminate : null);
        Handlers(builder, 0);
        builder.Sop = new() { Ladders = Ladders };
        builder.Limits = new() { StepsPerCommand = 150, TokensPerInstance = 120, MultiInstanceSize = 10 };
        return builder;
    }

    private void Blocks(ProcessBuilder builder, int depth)
    {
        for (var left = _random.Next(1, 4); left > 0; left--) Block(builder, depth);
    }

    private void Block(ProcessBuilder builder, int depth)
    {
        switch (_random.Next(depth >= DepthMax ? 14 : 25))
        {
            case 0 or 1: builder.User(Name("user"), "police.control"); Around(builder, depth); break;
            case 2: builder.Service(Name("service"), "notify.sign", ("dice", "=dice")); Edge(builder, depth); break;
            case 3: builder.Script(Name("script"), "if dice = null then 1 else modulo(dice + 1, 7)", "dice"); break;
            case 4: builder.Catch(Name("catch"), Caught()); break;
            case 5: builder.Throw(
                Name("throw"), _random.Next(2) == 0 ? Events.Escalation(Code()) : Events.Signal("s")); break;
            case 6: builder.User(Name("each")).ForEach("[1, 2, 3]", "item", Loop); Edge(builder, depth); break;
            case 7: builder.Add(Receive()); break;
            case 8:
                builder.Call(Name("call"), "other", ("dice", "=dice")).Outputs(("dice", "=dice"));
                Edge(builder, depth);
                break;
            case 9: Plain(builder); Edge(builder, depth); break;
            case 10: Link(builder); break;
            case 11: builder.Throw(Name("undo"), Events.Compensate(waits: _random.Next(2) == 0)); break;
            case 12: builder.Throw(Name("throw"), Events.Message(MessageName())); break;
            case 13: builder.Add(Several()); break;
            case 14: Fork(builder, depth, id => builder.Parallel(id), conditional: false); break;
            case 15: Fork(builder, depth, id => builder.Exclusive(id), conditional: true); break;
            case 16: Fork(builder, depth, id => builder.Inclusive(id), conditional: true); break;
            case 17: Discriminator(builder, depth); break;
            case 18: Race(builder, depth); break;
            case 19: Again(builder, depth); break;
            case 20: AdHoc(builder, depth); break;
            case 21: Transaction(builder, depth); break;
            default: Sub(builder, depth); break;
        }
    }

    private void Fork(ProcessBuilder builder, int depth, Func<string, ProcessBuilder> gateway, bool conditional)
    {
        var (fork, join) = (Name("fork"), Name("join"));
        gateway(fork);
        var branches = _random.Next(2, 4);
        for (var branch = 0; branch < branches; branch++)
        {
            builder.From(fork);
            if (conditional && branch == branches - 1 && _random.Next(5) > 0) builder.Otherwise();
            else if (conditional) builder.When(Pick(Conditions));
            Blocks(builder, depth + 1);
            if (branch == 0) gateway(join);
            else builder.To(join);
        }
    }

    private void Plain(ProcessBuilder builder) => builder.Add(new UserTask
    {
        Id = Name("user"),
        CompletionQuantity = _random.Next(1, 3),
        StartQuantity = _random.Next(1, 3),
        Loop = _random.Next(2) == 0 ? null : new StandardLoop
        {
            LoopMaximum = 3,
            TestBefore = _random.Next(2) == 0,
            LoopCondition = new(Pick(Conditions)),
        },
    });

    private void Link(ProcessBuilder builder)
    {
        var name = Name("page");
        builder.Throw(Name("out"), Events.Link(name)).Apart().Catch(Name("in"), Events.Link(name));
    }

    private ReceiveTask Receive() => new()
    {
        Id = Name("receive"),
        MessageRef = MessageName(),
        Sop = new SopExtensions { Correlation = _random.Next(3) == 0 ? new("=dice") : null },
    };

    private IntermediateCatchEvent Several() => new()
    {
        Id = Name("several"),
        Definitions = [Events.Message(MessageName()), Events.After("PT10M"), Caught()],
        ParallelMultiple = _random.Next(2) == 0,
    };

    private void Discriminator(ProcessBuilder builder, int depth)
    {
        var (fork, join) = (Name("fork"), Name("join"));
        builder.Parallel(fork);
        Blocks(builder, depth + 1);
        builder.Add(new ComplexGateway { Id = join, ActivationCondition = new("activationCount >= 2") });
        for (var branch = 0; branch < 2; branch++)
        {
            builder.From(fork);
            Blocks(builder, depth + 1);
            builder.To(join);
        }
    }

    private void AdHoc(ProcessBuilder builder, int depth)
    {
        builder.AdHoc(Name("ad-hoc"), sub =>
        {
            for (var left = _random.Next(1, 4); left > 0; left--)
            {
                sub.Apart().User(Name("user"));
                if (_random.Next(3) == 0) Blocks(sub, depth + 1);
            }
        }, sub => sub with
        {
            IsSequential = _random.Next(2) == 0,
            CancelRemainingInstances = _random.Next(2) == 0,
            CompletionCondition = _random.Next(2) == 0 ? null : new("count(completedSteps) > 1"),
        });
        Edge(builder, depth);
    }

    private void Transaction(ProcessBuilder builder, int depth)
    {
        var id = Name("transaction");
        builder.Transaction(id, sub =>
        {
            sub.Start(Name("start"));
            Blocks(sub, depth + 1);
            sub.User(Name("user"));
            Undo(sub);
            sub.Exclusive(Name("right")).When("dice > 3").End(Name("wrong"), Events.Cancel)
                .From(sub.LastGateway!).Otherwise().End(Name("end"));
        });
        if (_random.Next(2) == 0) builder.Boundary(Name("edge"), id, Events.Cancel).End(Name("end")).From(id);
        Edge(builder, depth);
    }

    private void Around(ProcessBuilder builder, int depth)
    {
        if (_random.Next(3) == 0) builder.But(Promised);
        Edge(builder, depth);
        Undo(builder);
    }

    private FlowNode Promised(FlowNode node) => node with
    {
        Sop = node.Sop with
        {
            ServiceLevels =
            [
                new()
                {
                    Metric = (SopMetric)_random.Next(3),
                    Target = new(Pick(["PT20M", "PT2H", "=duration(\"PT45M\")"])),
                    Calendar = _random.Next(3) == 0 ? "office" : null,
                    WarnAt = _random.Next(2) == 0 ? [50, 90] : [],
                    LadderId = _random.Next(2) == 0 ? "life" : null,
                },
            ],
        },
    };

    // What takes a step back is a person's work; sometimes of its own kind.
    private void Undo(ProcessBuilder builder)
    {
        if (_random.Next(3) == 0) builder.UndoneBy(Name("undo"));
    }

    private void Race(ProcessBuilder builder, int depth)
    {
        var (race, join) = (Name("race"), Name("join"));
        builder.Add(new EventBasedGateway { Id = race }).Catch(Name("catch"), Events.After("PT1H"));
        Blocks(builder, depth + 1);
        builder.Exclusive(join).From(race).Catch(Name("catch"), Events.Message(MessageName())).To(join);
    }

    private void Again(ProcessBuilder builder, int depth)
    {
        var (back, which) = (Name("back"), Name("which"));
        builder.Exclusive(back);
        Blocks(builder, depth + 1);
        builder.User(Name("user")).Exclusive(which).When("dice > 4").To(back).From(which).Otherwise();
    }

    private void Sub(ProcessBuilder builder, int depth)
    {
        builder.Sub(Name("sub"), sub =>
        {
            sub.Start(Name("start"));
            Blocks(sub, depth + 1);
            sub.End(Name("end"), Ending());
            Handlers(sub, depth + 1);
        });
        if (_random.Next(3) == 0) builder.ForEach("if dice = null then [] else [dice, 2]", "item", Loop);
        Undo(builder);
        Edge(builder, depth);
    }

    // A step's edge: the branch that begins there ends by itself, and the cursor goes back to the step.
    private void Edge(ProcessBuilder builder, int depth)
    {
        var host = builder.Last;
        if (_random.Next(2) == 0)
        {
            var definition = _random.Next(3) == 0 ? Events.Error(_random.Next(2) == 0 ? null : Code()) : Waited();
            var interrupting = definition is ErrorEventDefinition || _random.Next(2) == 0;
            builder.Boundary(Name("edge"), host, definition, interrupting);
            if (depth < DepthMax) Blocks(builder, depth + 1);
            builder.End(Name("end"));
        }

        builder.From(host);
    }

    private void Handlers(ProcessBuilder builder, int depth)
    {
        var compensates = depth == 0;
        for (var left = _random.Next(0, 3); left > 0; left--)
        {
            var definition = _random.Next(4) == 0 ? Events.Error(Code())
                : depth > 0 && _random.Next(5) == 0 && !compensates ? Events.Compensate() : Waited();
            compensates |= definition is CompensateEventDefinition;
            var interrupting = definition is ErrorEventDefinition || _random.Next(3) == 0;
            builder.On(Name("handler"), definition, sub =>
            {
                if (depth < DepthMax) Blocks(sub, depth + 1);
                sub.End(Name("end"));
            }, interrupting);
        }
    }

    private EventDefinition Waited() => _random.Next(8) switch
    {
        5 => Events.When(Pick(["dice > 4", "missing", "dice = 1"])),
        0 => Events.After("PT30M"),
        4 => Events.After("patience"),
        1 => Events.Every("R3/PT20M"),
        2 => Events.Escalation(_random.Next(2) == 0 ? null : Code()),
        3 => Events.Signal("s"),
        _ => Events.Message(MessageName()),
    };

    // An escalation is caught at an edge or by a handler only.
    private EventDefinition Caught() =>
        Waited() is var definition and not EscalationEventDefinition ? definition : Events.After("PT5M");

    private EventDefinition? Ending() => _random.Next(7) switch
    {
        3 => Events.Compensate(),
        0 => Events.Terminate,
        1 => Events.Error(Code()),
        2 => Events.Escalation(Code()),
        _ => null,
    };

    private MultiInstanceLoop Loop(MultiInstanceLoop loop) => loop with
    {
        Behavior = (MultiInstanceBehavior)_random.Next(4),
        NoneEvent = Events.Escalation(Code()),
        OneEvent = Events.Signal("s"),
        ComplexBehaviors = [new(new("numberOfCompletedInstances = 1"), Events.Error(Code()))],
        IsSequential = _random.Next(2) == 0,
        OutputCollection = "outputs",
        OutputElement = new("item"),
        CompletionCondition = _random.Next(3) == 0 ? new("numberOfCompletedInstances = 2") : null,
    };

    private string Code() => _random.Next(2) == 0 ? "x1" : "x2";

    private string MessageName() => Pick(["m1", "m2", "m3"]);

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];

    private string Name(string kind) => $"{kind}-{++_count}";
}
