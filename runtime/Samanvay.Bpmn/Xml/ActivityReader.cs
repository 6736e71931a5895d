using System.Collections.Immutable;
using System.Xml.Linq;
using Samanvay.Bpmn.Model;

namespace Samanvay.Bpmn.Xml;

/// <summary>Reads tasks, calls and sub-processes.</summary>
internal static class ActivityReader
{
    public static ActivityNode? Read(XElement element, string kind, ReadContext context)
    {
        var activity = Task(element, kind, context) ?? Container(element, kind, context);
        return activity is null ? null : FlowNodeReader.Named(activity, element, context) with
        {
            Loop = LoopReader.Read(element, context),
            Resources = Resources(element),
            DefaultFlowId = element.Ref("default"),
            StartQuantity = context.Number(element, "startQuantity") ?? 1,
            CompletionQuantity = context.Number(element, "completionQuantity") ?? 1,
            IsForCompensation = context.Flag(element, "isForCompensation", false),
            Properties = DataReader.Properties(element, context),
            Io = DataReader.IoSpecification(element, context),
            InputAssociations = DataReader.Associations(element, "dataInputAssociation"),
            OutputAssociations = DataReader.Associations(element, "dataOutputAssociation"),
        };
    }

    public static ImmutableArray<ResourceRole> Resources(XElement element) =>
        [.. element.Elements().Select(Role).OfType<ResourceRole>()];

    private static ActivityNode? Task(XElement element, string kind, ReadContext context) => kind switch
    {
        "task" => new AbstractTask { Id = context.Id(element) },
        "userTask" => new UserTask { Id = context.Id(element), Implementation = element.Text("implementation") },
        "manualTask" => new ManualTask { Id = context.Id(element) },
        "serviceTask" => new ServiceTask
        {
            Id = context.Id(element),
            Implementation = element.Text("implementation"),
            OperationRef = element.Ref("operationRef"),
        },
        "sendTask" => new SendTask
        {
            Id = context.Id(element),
            MessageRef = element.Ref("messageRef"),
            OperationRef = element.Ref("operationRef"),
        },
        "receiveTask" => new ReceiveTask
        {
            Id = context.Id(element),
            MessageRef = element.Ref("messageRef"),
            OperationRef = element.Ref("operationRef"),
            Instantiate = context.Flag(element, "instantiate", false),
        },
        "scriptTask" => new ScriptTask
        {
            Id = context.Id(element),
            ScriptFormat = element.Text("scriptFormat") ?? element.Text("scriptLanguage"),
            Script = element.Child("script")?.Value,
        },
        "businessRuleTask" => new BusinessRuleTask
        {
            Id = context.Id(element),
            Implementation = element.Text("implementation"),
        },
        "callActivity" => new CallActivity { Id = context.Id(element), CalledElement = element.Ref("calledElement") },
        _ => null,
    };

    private static SubProcess? Container(XElement element, string kind, ReadContext context)
    {
        SubProcess? container = kind switch
        {
            "subProcess" when context.Flag(element, "triggeredByEvent", false) =>
                new EventSubProcess { Id = context.Id(element) },
            "subProcess" => new EmbeddedSubProcess { Id = context.Id(element) },
            "transaction" => new Transaction { Id = context.Id(element), Method = element.Text("method") },
            "adHocSubProcess" => new AdHocSubProcess
            {
                Id = context.Id(element),
                IsSequential = context.Choice(element, "ordering", false, ("Parallel", false), ("Sequential", true)),
                CancelRemainingInstances = context.Flag(element, "cancelRemainingInstances", true),
                CompletionCondition = element.ChildExpression("completionCondition"),
            },
            _ => null,
        };
        return container is null ? null : container with { Body = FlowScopeReader.Read(element, context) };
    }

    private static ResourceRole? Role(XElement element)
    {
        if (element.Name.Namespace != BpmnNames.Bpmn) return null;
        ResourceRoleKind? kind = element.Name.LocalName switch
        {
            "potentialOwner" => ResourceRoleKind.PotentialOwner,
            "humanPerformer" => ResourceRoleKind.HumanPerformer,
            "performer" or "resourceRole" => ResourceRoleKind.Performer,
            _ => null,
        };
        return kind is null ? null : new(kind.Value, element.Text("id"), element.Text("name"),
            element.ChildRef("resourceRef"),
            element.Child("resourceAssignmentExpression")?.Elements().FirstOrDefault() is { } expression
                ? XmlReading.Expression(expression) : null);
    }
}
