using NodaTime;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Intake;

namespace Samanvay.Runtime.Feeds;

/// <summary>What must be true of a feed before it is saved.</summary>
public static class FeedRules
{
    public const int BindingsMax = 5000;
    public const int NameMax = 512;
    public const int EverySecondsMin = 30;
    public const int EverySecondsMax = 86_400;

    /// <summary>As long as any observation is recognised.</summary>
    public static readonly int DuplicateHoursMax = (int)IntakeLimits.Default.DuplicateWindow.TotalHours;

    private const int TextMax = 20_000;

    public static IEnumerable<FieldProblem> Check(CitySetup setup, Feed feed)
    {
        var field = $"feeds/{feed.Id}";
        foreach (var problem in CityRules.Named("feeds", feed.Id, feed.Title)) yield return problem;
        if (feed.Id == Feed.Signals)
            yield return new($"{field}/id", $"{Feed.Signals} is the feed that every city has. Choose another id.");
        if (CityRules.Unseen($"{field}/gateway", feed.Gateway) is { } unseen) yield return unseen;
        if (feed.Arrival == FeedArrival.Pushed && feed.Gateway is null && !feed.TellsObservations)
        {
            yield return new($"{field}/gateway",
                "Name the gateway whose keys may send alerts or requests: no device bounds what they say.");
        }

        if (feed.DuplicateHours is { } hours && (hours < 1 || hours > DuplicateHoursMax))
        {
            yield return new($"{field}/duplicates",
                $"Say for how many hours repetitions are recognised: 1 to {DuplicateHoursMax}, or leave it empty.");
        }

        foreach (var problem in ArrivalProblems(field, feed)) yield return problem;
        foreach (var problem in MappingProblems(field, feed)) yield return problem;
        foreach (var problem in BindingProblems(setup, field, feed)) yield return problem;
    }

    /// <summary>What is wrong with a mapping; also asked while it is being written.</summary>
    public static IEnumerable<FieldProblem> MappingProblems(string field, FeedMapping mapping)
    {
        if (mapping.Observation.Length > TextMax || mapping.Rows is { Length: > TextMax })
        {
            yield return new($"{field}/observation", $"A mapping has at most {TextMax} characters.");
            yield break;
        }

        var wrong = FeedPlan.Check("", mapping).Problems.Where(problem => problem.Severity == Severity.Error);
        foreach (var problem in wrong)
        {
            var text = problem.Location.Field == "rows" ? mapping.Rows ?? "" : mapping.Observation;
            yield return new($"{field}/{problem.Location.Field}", Placed(text, problem));
        }

        if (mapping.Zone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            yield return new($"{field}/zone", $"{zone} is not a time zone. Write it like Asia/Kolkata.");
        if (mapping.Separator is { Length: not 1 } or "\"" or "\n" or "\r")
            yield return new($"{field}/separator", "The separator is one sign, such as ; or leave it empty.");
    }

    /// <summary>Names that a mapping uses and that nothing has.</summary>
    public static IEnumerable<FieldProblem> NameProblems(string field, FeedMapping mapping) =>
        FeedPlan.Check("", mapping).Value is not { } compiled ? [] :
        [
            .. compiled.UnknownOfRows.Select(name => new FieldProblem(
                $"{field}/rows", $"There is nothing called {name} here. What is there: message, all that came.")),
            .. compiled.UnknownOfObservation.Select(name => new FieldProblem(
                $"{field}/observation",
                $"There is nothing called {name} here. What is there: row, one of the rows, and message, all that "
                    + $"came.")),
        ];

    // Of a text with several lines a number of characters would help nobody.
    private static Sentence Placed(string text, Diagnostic problem)
    {
        if (problem.Location.Offset is not { } offset) return problem.Said;
        // The sign of equality before it is not a part of the expression.
        if (text.TrimStart() is ['=', ..]) offset += text.IndexOf('=', StringComparison.Ordinal) + 1;
        var before = text.AsSpan(0, Math.Min(offset, text.Length));
        var (line, column) = (before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
        return $"Line {line}, column {column}: {problem.Said}";
    }

    private static IEnumerable<FieldProblem> ArrivalProblems(string field, Feed feed)
    {
        if (feed.Arrival == FeedArrival.Pushed) yield break;
        if (string.IsNullOrWhiteSpace(feed.Address) || feed.Address.Length > NameMax)
            yield return new($"{field}/address", "Say where the messages are fetched from.");
        if (feed.Arrival != FeedArrival.Polled) yield break;
        // On this machine a plain address may be fetched, where who runs the server allows it.
        if (!Uri.TryCreate(feed.Address, UriKind.Absolute, out var uri)
            || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            yield return new($"{field}/address", "The address must begin with https://: nothing else is fetched.");
        }
        else if (uri.UserInfo.Length > 0)
        {
            yield return new($"{field}/address", "Leave the password out of the address: everybody could read it.");
        }

        if (feed.EverySeconds is not (>= EverySecondsMin and <= EverySecondsMax))
        {
            yield return new($"{field}/every",
                $"Fetch it every {EverySecondsMin} to {EverySecondsMax} seconds.");
        }
    }

    private static IEnumerable<FieldProblem> MappingProblems(string field, Feed feed)
    {
        if (feed.Format != FeedFormat.Mapped) return [];
        return feed.Mapping is { } mapping
            ? MappingProblems(field, mapping)
            : [new($"{field}/observation", "Messages of no standard need a mapping: say what each row tells.")];
    }

    private static IEnumerable<FieldProblem> BindingProblems(CitySetup setup, string field, Feed feed)
    {
        if (feed.Bindings.Length > BindingsMax)
            yield return new($"{field}/bindings", $"A feed has at most {BindingsMax} bindings. Make another feed.");
        var known = new HashSet<(string, string)>();
        foreach (var binding in feed.Bindings)
        {
            if (!known.Add((binding.Device, binding.Property)))
            {
                yield return new($"{field}/bindings",
                    $"{binding.Device} with {binding.Property} is bound twice. Keep one of them.");
            }

            if (!IsName(binding.Device) || !IsName(binding.Property))
            {
                yield return new($"{field}/bindings",
                    "A binding needs the sender's names for the device and for what it saw, of visible characters.");
            }

            if (binding.Target is { } target && !setup.Devices.ContainsKey(target.Value))
            {
                yield return new($"{field}/bindings",
                    $"{binding.Device} is bound to {target}, which the city does not have. Bind it to another device.");
            }
        }
    }

    // What tells no datastream has no device, and may be bound all the same where a feed has only one.
    private static bool IsName(string name) => name.Length <= NameMax && PlainText.Is(name);
}
