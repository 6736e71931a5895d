using System.Collections.Immutable;
using System.Xml.Linq;
using Samanvay.Bpmn.Model;

namespace Samanvay.Bpmn.Xml;

/// <summary>Reads what stands directly under <c>definitions</c>.</summary>
internal static class DefinitionsReader
{
    public static BpmnDefinitions Read(XElement root, ReadContext context) => new()
    {
        Id = root.Text("id"),
        Name = root.Text("name"),
        TargetNamespace = root.Text("targetNamespace"),
        ExpressionLanguage = root.Text("expressionLanguage"),
        Processes = [.. root.Children("process").Select(element => Process(element, context))],
        GlobalTasks = [.. root.Elements().Select(element => GlobalTask(element, context)).OfType<ActivityNode>()],
        Messages = Each(root, "message", e => new Message(context.Id(e), e.Text("name"), e.Ref("itemRef"))),
        Signals = Each(root, "signal", e => new Signal(context.Id(e), e.Text("name"), e.Ref("structureRef"))),
        Errors = Each(root, "error",
            e => new BpmnError(context.Id(e), e.Text("name"), e.Text("errorCode"), e.Ref("structureRef"))),
        Escalations = Each(root, "escalation",
            e => new Escalation(context.Id(e), e.Text("name"), e.Text("escalationCode"), e.Ref("structureRef"))),
        Resources = Each(root, "resource", e => new Resource(context.Id(e), e.Text("name"))),
        ItemDefinitions = Each(root, "itemDefinition", e => new ItemDefinition(
            context.Id(e), e.Text("structureRef"), context.Flag(e, "isCollection", false))),
        DataStores = Each(root, "dataStore", e =>
            new DataStore(context.Id(e), e.Text("name"), e.Ref("itemSubjectRef"))),
        Interfaces = Each(root, "interface", e => new ServiceInterface(context.Id(e), e.Text("name"),
            Each(e, "operation", operation => Operation(operation, context)))),
        Collaborations = Each(root, "collaboration", e => Collaboration(e, context)),
    };

    private static ImmutableArray<T> Each<T>(XElement parent, string name, Func<XElement, T> read) =>
        [.. parent.Children(name).Select(read)];

    private static ProcessDefinition Process(XElement element, ReadContext context) => new()
    {
        Id = context.Id(element),
        Name = element.Text("name"),
        Documentation = FlowNodeReader.Documentation(element),
        Sop = SopReader.Read(element, context),
        IsExecutable = context.Flag(element, "isExecutable", false),
        Body = FlowScopeReader.Read(element, context),
        Properties = DataReader.Properties(element, context),
        Resources = ActivityReader.Resources(element),
        Io = DataReader.IoSpecification(element, context),
    };

    private static ActivityNode? GlobalTask(XElement element, ReadContext context)
    {
        if (element.Name.Namespace != BpmnNames.Bpmn) return null;
        return element.Name.LocalName switch
        {
            "globalTask" => ActivityReader.Read(element, "task", context),
            "globalUserTask" => ActivityReader.Read(element, "userTask", context),
            "globalManualTask" => ActivityReader.Read(element, "manualTask", context),
            "globalScriptTask" => ActivityReader.Read(element, "scriptTask", context),
            "globalBusinessRuleTask" => ActivityReader.Read(element, "businessRuleTask", context),
            _ => null,
        };
    }

    private static Operation Operation(XElement element, ReadContext context) =>
        new(context.Id(element), element.Text("name"), element.ChildRef("inMessageRef"),
            element.ChildRef("outMessageRef"),
            element.ChildRefs("errorRef"));

    private static Collaboration Collaboration(XElement element, ReadContext context) =>
        new(context.Id(element), element.Text("name"),
            Each(element, "participant", e => new Participant(context.Id(e), e.Text("name"), e.Ref("processRef"))),
            Each(element, "messageFlow", e => new MessageFlow(context.Id(e), e.Text("name"),
                e.Ref("sourceRef") ?? "", e.Ref("targetRef") ?? "", e.Ref("messageRef"))));
}
