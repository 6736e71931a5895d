using System.Collections.Immutable;
using NodaTime;
using Samanvay.Dmn;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Views;

namespace Samanvay.Runtime.Procedures.Decisions;

/// <summary>Finds the latest decisions in the histories, operation by operation, and asks another model the
/// same.</summary>
public sealed class DecisionReplay(IViewStore store, CitySnapshots cities, ProcedureCatalog catalog)
{
    private const int OperationsMax = 2_000;

    public async Task<ReplayReport> RunAsync(
        CityId city, (ReplayRequest Request, DecisionModel Model) of, IProgress<int>? progress,
        CancellationToken cancellation)
    {
        var (request, model) = of;
        var zone = (await cities.FindAsync(city, cancellation))?.Zone ?? DateTimeZone.Utc;
        var versions = (await catalog.OfAsync(city, cancellation)).All
            .Where(known => known.Version.Procedure == request.Procedure).Select(known => known.Version.Id)
            .ToHashSet();
        var names = NamesOf(model, request.Decision);
        var operations = await store.LatestOperationsAsync(city, OperationsMax + 1, cancellation);
        var (asked, without, looked) = (0, 0, 0);
        var flips = ImmutableArray.CreateBuilder<ReplayedDecision>();
        foreach (var operation in operations.Take(OperationsMax))
        {
            if (asked == request.Count) break;
            var taken = DecisionsTaken.In(await store.HistoryAsync(city, operation, cancellation), versions)
                .Where(decision => names.Contains(decision.Fact.Decision)).Reverse().ToList();
            without += taken.Count(decision => decision.Fact.Inputs is null);
            foreach (var (at, fact) in taken.Where(decision => decision.Fact.Inputs is not null)
                .Take(request.Count - asked))
            {
                asked++;
                cancellation.ThrowIfCancellationRequested();
                if (Flip(operation, (at, fact), (model, request.Decision), zone) is { } flip) flips.Add(flip);
            }

            looked++;
            progress?.Report(looked);
        }

        return new(asked, [.. flips.OrderByDescending(flip => flip.At)])
        {
            WithoutInputs = without,
            Operations = looked,
            IsCut = looked < operations.Length,
        };
    }

    // A business rule task names the decision by its name or by its id.
    private static ImmutableArray<string> NamesOf(DecisionModel model, string decision) =>
    [
        decision,
        .. model.Definitions.Decisions.Where(one => one.Id == decision || one.Name == decision)
            .SelectMany(one => (string[])[one.Id, one.Name]),
    ];

    private static ReplayedDecision? Flip(
        OperationId operation, (Instant At, DecisionEvaluated Fact) taken, (DecisionModel Model, string Name) asked,
        DateTimeZone zone)
    {
        var inputs = taken.Fact.Inputs!;
        var result = DecisionEvaluator.Evaluate(asked.Model, asked.Name, new FeelScope(inputs, taken.At, zone));
        if (result.LimitPassed is null && FeelComparison.Equal(taken.Fact.Result, result.Value) == true) return null;
        return new(operation, taken.At, inputs)
        {
            Before = taken.Fact.Result,
            RulesBefore = taken.Fact.Reasons,
            Now = result,
        };
    }
}
