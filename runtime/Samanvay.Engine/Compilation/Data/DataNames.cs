using System.Collections.Frozen;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Compilation.Data;

/// <summary>The variable behind every id that a data association may name.</summary>
internal sealed class DataNames
{
    private readonly FrozenDictionary<string, string> _names;
    private readonly FrozenSet<string> _stores;

    public DataNames(BpmnDefinitions definitions)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var scopes = definitions.Processes.SelectMany(process => process.Body.AllScopes()).ToList();
        foreach (var process in definitions.Processes)
        {
            Add(process.Properties);
            Items(process.Io);
        }

        foreach (var scope in scopes)
        {
            foreach (var data in scope.DataObjects) names.TryAdd(data.Id, NameOf(scope, data));
            foreach (var node in scope.Nodes) Node(node);
        }

        // References are read last: they are called as what they refer to.
        foreach (var reference in scopes.SelectMany(scope => scope.DataObjectReferences))
        {
            names.TryAdd(reference.Id, reference.DataObjectRef is { } data && names.TryGetValue(data, out var known)
                ? known
                : reference.Name ?? reference.Id);
        }

        _names = names.ToFrozenDictionary(StringComparer.Ordinal);
        _stores = scopes.SelectMany(scope => scope.DataStoreReferences).Select(store => store.Id)
            .Concat(definitions.DataStores.Select(store => store.Id)).ToFrozenSet(StringComparer.Ordinal);

        void Node(FlowNode node)
        {
            if (node is Bpmn.Model.ActivityNode activity)
            {
                Add(activity.Properties);
                Items(activity.Io);
            }
            else if (node is EventNode occurrence)
            {
                Add(occurrence.Properties);
                foreach (var item in occurrence.DataItems) names.TryAdd(item.Id, item.Name ?? item.Id);
            }
        }

        void Add(IEnumerable<DataProperty> properties)
        {
            foreach (var property in properties) names.TryAdd(property.Id, property.Name ?? property.Id);
        }

        void Items(IoSpecification? io)
        {
            foreach (var item in (io?.Inputs ?? []).Concat(io?.Outputs ?? []))
                names.TryAdd(item.Id, item.Name ?? item.Id);
        }
    }

    public string? Find(string id) => _names.GetValueOrDefault(id);

    /// <summary>A data store outlives its process; it is not a variable.</summary>
    public bool IsStore(string id) => _stores.Contains(id);

    /// <summary>Drawing tools write the name on the reference, since that is what is drawn.</summary>
    public static string NameOf(FlowScope scope, DataObject data) =>
        data.Name
        ?? scope.DataObjectReferences.FirstOrDefault(each => each.DataObjectRef == data.Id && each.Name is not null)
            ?.Name
        ?? data.Id;
}
