using System.Collections.Immutable;
using System.Xml.Linq;
using Samanvay.Bpmn.Model;

namespace Samanvay.Bpmn.Xml;

/// <summary>Reads one flow node; says nothing (null) where the element is none.</summary>
internal static class FlowNodeReader
{
    public static FlowNode? Read(XElement element, ReadContext context)
    {
        var kind = element.Name.LocalName;
        return Gateway(element, kind, context) ?? EventReader.Read(element, kind, context)
            ?? (FlowNode?)ActivityReader.Read(element, kind, context);
    }

    /// <summary>Fills in what every flow node has.</summary>
    public static T Named<T>(T node, XElement element, ReadContext context) where T : FlowNode => node with
    {
        Name = element.Text("name"),
        Documentation = Documentation(element),
        Sop = SopReader.Read(element, context),
        Incoming = element.ChildRefs("incoming"),
        Outgoing = element.ChildRefs("outgoing"),
    };

    public static ImmutableArray<string> Documentation(XElement element) =>
        [.. element.Children("documentation").Select(text => text.Value)];

    private static Gateway? Gateway(XElement element, string kind, ReadContext context)
    {
        Gateway? gateway = kind switch
        {
            "exclusiveGateway" =>
            new ExclusiveGateway { Id = context.Id(element), DefaultFlowId = element.Ref("default") },
            "parallelGateway" => new ParallelGateway { Id = context.Id(element) },
            "inclusiveGateway" =>
            new InclusiveGateway { Id = context.Id(element), DefaultFlowId = element.Ref("default") },
            "eventBasedGateway" => new EventBasedGateway
            {
                Id = context.Id(element),
                Instantiate = context.Flag(element, "instantiate", false),
                IsParallel = context.Choice(element, "eventGatewayType", false, ("Exclusive", false),
                    ("Parallel", true)),
            },
            "complexGateway" => new ComplexGateway
            {
                Id = context.Id(element),
                DefaultFlowId = element.Ref("default"),
                ActivationCondition = element.ChildExpression("activationCondition"),
            },
            _ => null,
        };
        return gateway is null ? null
            : Named(gateway, element, context) with { Direction = Direction(element, context) };
    }

    private static GatewayDirection Direction(XElement element, ReadContext context) =>
        context.Choice(element, "gatewayDirection", GatewayDirection.Unspecified,
            ("Unspecified", GatewayDirection.Unspecified), ("Converging", GatewayDirection.Converging),
            ("Diverging", GatewayDirection.Diverging), ("Mixed", GatewayDirection.Mixed));
}
