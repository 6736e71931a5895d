using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Building;

/// <summary>What a procedure asks to be done outside, and whether this installation can.</summary>
internal static class KnownActivities
{
    public static IEnumerable<(string Id, string Label, SopActivity Activity)> Of(BuiltProcedure built) =>
        from process in built.Definitions?.Processes ?? []
        from node in process.Body.AllNodes()
        where node.Sop.Activity is not null
        select (node.Id, node.Label, node.Sop.Activity);

    public static IEnumerable<(string Element, Sentence Said)> Unknown(
        BuiltProcedure built, IReadOnlySet<string> activities) =>
        from found in Of(built)
        where !activities.Contains(found.Activity.Type)
        select (found.Id, Said(found.Label, found.Activity.Type));

    private static Sentence Said(string step, string type) =>
        $"{step}: this installation can not perform {type}. Choose another activity, or a step for people.";
}
