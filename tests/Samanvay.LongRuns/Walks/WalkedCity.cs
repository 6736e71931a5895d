using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.LongRuns.Walks;

/// <summary>What the engine may know of a city in which some drawn procedures are published.</summary>
internal sealed class WalkedCity : IOperationContexts
{
    private const string Zone = "Asia/Kolkata";

    private static readonly Procedure Other = Published(
        ProcessBuilder.Of("other").Start().User("user", "fire.control").End());

    private static readonly BusinessCalendar Office = new()
    {
        Id = "office",
        ZoneId = Zone,
        Weekly = Enumerable.Range(1, 5).ToImmutableSortedDictionary(
            day => (IsoDayOfWeek)day,
            _ => ImmutableArray.Create(new WorkingHours(new LocalTime(10, 0), new LocalTime(17, 30)))),
    };

    private readonly ConcurrentDictionary<CityId, OperationContext> _contexts = new();

    public ValueTask<OperationContext> GetAsync(CityId city, CancellationToken cancellation) => new(_contexts[city]);

    public OperationContext Add(CityId city, IEnumerable<Procedure> procedures) => _contexts[city] = new()
    {
        Zone = DateTimeZoneProviders.Tzdb[Zone],
        Procedures = procedures.Append(Other).ToImmutableSortedDictionary(
            procedure => procedure.Version.Value, procedure => procedure, StringComparer.Ordinal),
        InForce = ImmutableSortedDictionary.Create<string, ProcedureVersionId>(StringComparer.Ordinal)
            .Add(Other.ProcessId, Other.Version),
        Calendars = new CalendarBook([Office]),
        Directory = new(ImmutableSortedDictionary.Create<string, RoleHolders>(StringComparer.Ordinal)
            .Add("police.control", Held("police.control", "police", ["p1", "p2"]))
            .Add("fire.control", Held("fire.control", "fire", ["f1"]))) { DutyOfficers = ["duty"] },
    };

    private static RoleHolders Held(string role, string agency, string[] people) =>
        new(role, agency, [.. people.Select(person => new Responder(person, null))], []);

    private static Procedure Published(ProcessBuilder builder)
    {
        var (published, problems) = DrawnProcedure.Publish(builder.Definitions(), "walk-0", builder.Limits);
        return published?.Procedure ?? throw new InvalidOperationException(problems);
    }
}
