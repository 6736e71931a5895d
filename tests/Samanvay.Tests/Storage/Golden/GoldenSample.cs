using System.Collections.Immutable;

namespace Samanvay.Tests.Storage.Golden;

/// <summary>One small procedure, and how far it is when it is kept.</summary>
/// <param name="Body">What is inside the process, without its flows.</param>
/// <param name="Flows">The flows, as <c>start > hold > end; fork > join</c>.</param>
internal sealed record GoldenSample(string Id, string Body, string Flows)
{
    /// <summary>The steps that are done before it is kept, in order.</summary>
    public ImmutableArray<string> Done { get; init; } = [];

    public string Process => Body + string.Concat(Flows.Split(';').SelectMany(Drawn));

    /// <summary>The messages that come after that.</summary>
    public ImmutableArray<string> Sent { get; init; } = [];

    private static IEnumerable<string> Drawn(string path)
    {
        var nodes = path.Split('>', StringSplitOptions.TrimEntries);
        return nodes.Zip(nodes.Skip(1), (from, to) =>
            $"<bpmn:sequenceFlow id=\"{from}--{to}\" sourceRef=\"{from}\" targetRef=\"{to}\"/>");
    }
}
