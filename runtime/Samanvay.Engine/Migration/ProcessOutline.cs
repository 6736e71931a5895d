using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation;

namespace Samanvay.Engine.Migration;

/// <summary>What lies in what, and which flow joins what, in one version of a procedure.</summary>
internal sealed class ProcessOutline
{
    private readonly Dictionary<string, string> _containers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ExecutableNode>> _inside = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SequenceFlow> _flows = new(StringComparer.Ordinal);

    public ProcessOutline(ExecutableProcess process)
    {
        Process = process;
        Read(process.Id, process.Definition.Body);
    }

    public ExecutableProcess Process { get; }

    public IReadOnlyDictionary<string, SequenceFlow> Flows => _flows;

    /// <summary>The nodes directly inside a process or sub-process, in the order of the file.</summary>
    public IReadOnlyList<ExecutableNode> Inside(string container) =>
        _inside.TryGetValue(container, out var nodes) ? nodes : [];

    /// <summary>The process or sub-process that holds a node.</summary>
    public string? ContainerOf(string node) => _containers.GetValueOrDefault(node);

    public ExecutableNode? Find(string? id) => id is null ? null : Process.Nodes.GetValueOrDefault(id);

    public bool Has(string id) => id == Process.Id || Process.Nodes.ContainsKey(id);

    public string LabelOf(string id) =>
        Find(id)?.Label ?? (id == Process.Id ? Process.Definition.Label : id);

    private void Read(string container, FlowScope body)
    {
        var nodes = _inside[container] = [];
        foreach (var flow in body.Flows) _flows[flow.Id] = flow;
        foreach (var model in body.Nodes)
        {
            if (Find(model.Id) is not { } node) continue;
            nodes.Add(node);
            _containers[model.Id] = container;
            if (model is SubProcess sub) Read(sub.Id, sub.Body);
        }
    }
}
