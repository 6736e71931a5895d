using System.Collections.Immutable;
using System.Xml.Linq;
using Samanvay.Bpmn.Model;

namespace Samanvay.Bpmn.Xml;

/// <summary>Reads properties, data inputs and outputs, and the associations between them.</summary>
internal static class DataReader
{
    public static ImmutableArray<DataProperty> Properties(XElement element, ReadContext context) =>
        [.. element.Children("property").Select(property =>
            new DataProperty(context.Id(property), property.Text("name"), property.Ref("itemSubjectRef")))];

    public static IoSpecification? IoSpecification(XElement element, ReadContext context) =>
        element.Child("ioSpecification") is { } specification
            ? new([.. Items(specification, "dataInput", context)], [.. Items(specification, "dataOutput", context)])
            : null;

    public static IEnumerable<DataItem> Items(XElement parent, string name, ReadContext context) =>
        parent.Children(name).Select(item => new DataItem(
            context.Id(item), item.Text("name"), item.Ref("itemSubjectRef"),
                context.Flag(item, "isCollection", false)));

    public static ImmutableArray<DataAssociation> Associations(XElement element, string name) =>
        [.. element.Children(name).Select(association => new DataAssociation(
            association.Text("id"), association.ChildRefs("sourceRef"), association.ChildRef("targetRef"),
            association.ChildExpression("transformation"),
            [.. association.Children("assignment").Select(assignment => new Assignment(
                assignment.ChildExpression("from") ?? BpmnExpression.Of(""),
                assignment.ChildExpression("to") ?? BpmnExpression.Of("")))]))];
}
