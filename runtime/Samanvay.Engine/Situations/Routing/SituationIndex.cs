using System.Collections.Frozen;
using System.Collections.Immutable;
using Samanvay.Engine.Incidents;

namespace Samanvay.Engine.Situations.Routing;

/// <summary>Which machines a reading moves. Made anew when rules, bindings or devices change.</summary>
/// <remarks>What a look-up costs depends on the routes that it finds, not on the rules that there are.</remarks>
public sealed class SituationIndex
{
    public static readonly SituationIndex Empty = new([]);

    private readonly FrozenDictionary<string, ImmutableArray<Route>> _byDevice;
    private readonly FrozenDictionary<string, PlaceBoard> _bySignal;
    private readonly FrozenDictionary<string, SituationRule> _rules;

    private SituationIndex(IReadOnlyCollection<RuleSites> rules)
    {
        var listening = rules.SelectMany(Listenings).ToList();
        _byDevice = (
            from one in listening
            let board = one.Input.Name is null ? null : new PlaceBoard([one])
            from site in one.Sites.Of(one.Input.Signal)
            from route in RoutesOf(one, board, site)
            group route by site.Id).ToFrozenDictionary(group => group.Key, Ordered, StringComparer.Ordinal);
        _bySignal = listening.GroupBy(one => one.Input.Signal).ToFrozenDictionary(
            group => group.Key, group => new PlaceBoard([.. group]), StringComparer.Ordinal);
        _rules = rules.Select(sites => sites.Rule).DistinctBy(rule => rule.Id)
            .ToFrozenDictionary(rule => rule.Id, StringComparer.Ordinal);
    }

    public static SituationIndex Of(IReadOnlyCollection<RuleSites> rules) => new(rules);

    /// <summary>Of a device that is bound to its rules.</summary>
    public ImmutableArray<Route> RoutesOf(string device) =>
        _byDevice.TryGetValue(device, out var routes) ? routes : [];

    /// <summary>Of what no device saw: a person's report, a vehicle on its way.</summary>
    public ImmutableArray<Route> RoutesAt(string signal, Place place) =>
        _bySignal.TryGetValue(signal, out var board) ? Ordered(board.RoutesAt(place)) : [];

    public SituationRule? Find(string rule) => _rules.GetValueOrDefault(rule);

    private static IEnumerable<Listening> Listenings(RuleSites sites) =>
        sites.Rule.Inputs.Prepend(sites.Rule.Own).Select(input => new Listening(sites, input));

    // A device of the rule's own signal makes a key, whatever its place says.
    private static IEnumerable<Route> RoutesOf(Listening one, PlaceBoard? board, Site site) =>
        board?.RoutesAt(site.Place) ?? [one.To(RouteKeys.Of(one.Rule.Key, site))];

    private static ImmutableArray<Route> Ordered(IEnumerable<Route> routes) =>
    [
        .. routes.DistinctBy(route => (route.Rule.Id, route.Key, route.Input))
            .OrderBy(route => route.Rule.Id, StringComparer.Ordinal)
            .ThenBy(route => route.Key, StringComparer.Ordinal)
            .ThenBy(route => route.Input, StringComparer.Ordinal),
    ];
}
