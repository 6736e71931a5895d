using System.Collections.Immutable;

namespace Samanvay.Bpmn.Model;

public sealed record DataObject(string Id, string? Name, string? ItemSubjectRef, bool IsCollection);

public sealed record DataObjectReference(string Id, string? Name, string? DataObjectRef);

public sealed record DataStoreReference(string Id, string? Name, string? DataStoreRef);

/// <summary>A variable of its process, activity or event that is not drawn.</summary>
public sealed record DataProperty(string Id, string? Name, string? ItemSubjectRef);

public sealed record IoSpecification(ImmutableArray<DataItem> Inputs, ImmutableArray<DataItem> Outputs);

/// <summary>A data input or output of a process, activity or event.</summary>
public sealed record DataItem(string Id, string? Name, string? ItemSubjectRef, bool IsCollection);

/// <summary>Copies data into or out of a step: as a whole, through a transformation, or by assignments.</summary>
public sealed record DataAssociation(
    string? Id, ImmutableArray<string> SourceRefs, string? TargetRef,
    BpmnExpression? Transformation, ImmutableArray<Assignment> Assignments);

public sealed record Assignment(BpmnExpression From, BpmnExpression To);
