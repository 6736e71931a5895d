using System.Globalization;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.LongRuns.Walks;

/// <summary>
/// Some procedures that are walked together: every database is sent their commands all at once, in one order, and must
/// come to what the commands one by one have come to.
/// </summary>
internal sealed class WalkGroup(CityId city, int seed, WalkedCity contexts, Report report)
{
    private const int EngineSteps = 60;
    private const int OperationSteps = 30;

    private readonly Dictionary<OperationId, (int Number, OperationWalk Walk)> _walks = [];

    /// <summary>Edits of the procedures that are in them, and that could not be published.</summary>
    public (int Kept, int Refused) Edits { get; private set; }

    public IEnumerable<OperationWalk> Walks => _walks.Values.Select(each => each.Walk);

    /// <summary>Draws each and walks it in memory.</summary>
    public void Walk(IEnumerable<int> numbers)
    {
        var drawn = new List<(int Number, DrawnProcedure Procedure)>();
        foreach (var number in numbers)
            Try(number, () => drawn.Add((number, DrawnProcedure.Draw(SeedOf(number)))));
        var context = contexts.Add(
            city, drawn.SelectMany(each => each.Procedure.Later.Prepend(each.Procedure.Procedure)));
        foreach (var (number, procedure) in drawn)
        {
            Edits = (Edits.Kept + procedure.Kept, Edits.Refused + procedure.Refused);
            Try(number, () => new RandomWalk(procedure.Procedure.Process, SeedOf(number)).Go(EngineSteps));
            Try(number, () =>
            {
                var key = new OperationKey(city, new OperationId(new Guid(number + 1, 0, 0, new byte[8])));
                var walk = new OperationWalk(context, key, procedure, SeedOf(number));
                walk.Go(OperationSteps);
                _walks.Add(key.Operation, (number, walk));
            });
        }
    }

    /// <summary>Sends all to the databases, and compares what they hold with the walks and with one another.</summary>
    public async Task StoreAsync(IReadOnlyList<WalkStore> stores)
    {
        var held = await Task.WhenAll(stores.Select(StoreAsync));
        foreach (var (store, rows) in stores.Zip(held).Skip(1))
        {
            foreach (var text in held[0].Texts.Except(rows.Texts, StringComparer.Ordinal))
                FailWith(text, $"{stores[0].Name} alone: {text}");
            foreach (var text in rows.Texts.Except(held[0].Texts, StringComparer.Ordinal))
                FailWith(text, $"{store.Name} alone: {text}");
        }
    }

    private async Task<WalkRows> StoreAsync(WalkStore store)
    {
        await store.AddAsync(city);
        foreach (var wave in Waves())
        {
            var answers = await Task.WhenAll(wave.Select(sent => store.SubmitAsync(sent.Submission)));
            foreach (var (sent, answer) in wave.Zip(answers).Where(pair => pair.Second != pair.First.Step.Answer))
                Fail(sent.Number, $"{store.Name} answers {answer} to {sent.Key}, not {sent.Step.Answer}");
        }
        var rows = await store.RowsAsync(city);
        foreach (var (number, walk) in _walks.Values) Compare(store.Name, number, walk, rows);
        return rows;
    }

    private void Compare(string store, int number, OperationWalk walk, WalkRows rows)
    {
        var id = walk.Key.Operation;
        var accepted = walk.Steps.Where(step => step.Answer is CommandAccepted).ToList();
        var state = rows.Operations.SingleOrDefault(row => row.Id == id)?.State ?? [];
        if (accepted.Count > 0 && !walk.Stored.SequenceEqual(state))
            Fail(number, $"{store} holds another state than the commands one by one give");
        var history = rows.History.Where(row => row.Operation == id).OrderBy(row => row.Sequence).ToList();
        if (history.Count != accepted.Count
            || history.Zip(accepted).Any(pair => !pair.First.Body.AsSpan().SequenceEqual(pair.Second.Facts)))
        {
            Fail(number, $"{store} holds other facts than the commands one by one give");
        }
        var replayed = OperationEngine.Replay(
            id, history.Select(row => OperationJson.ReadFacts(row.Body).AsEnumerable()));
        if (accepted.Count > 0 && !OperationJson.WriteState(replayed).AsSpan().SequenceEqual(state))
            Fail(number, $"the history in {store} does not give the state beside it");
        var asked = accepted.SelectMany(step => step.Outbox).Select(row => row.Key);
        if (!asked.SequenceEqual(rows.Outbox.Where(row => row.Operation == id).Select(row => row.Key)))
            Fail(number, $"{store} holds other requests to the outside");
    }

    // The commands of one walk keep their order; between the walks, chance decides. Some are sent twice at once, and
    // some again when all is over.
    private IEnumerable<List<Sent>> Waves()
    {
        var random = new Random(seed);
        var left = _walks.Values.Select(each => (each.Number, each.Walk, Next: 0)).ToList();
        var wave = new List<Sent>();
        while (left.Count > 0)
        {
            var chosen = random.Next(left.Count);
            var (number, walk, next) = left[chosen];
            wave.Add(new(number, walk, next));
            if (random.Next(10) == 0) wave.Add(new(number, walk, next));
            if (next + 1 == walk.Steps.Count) left.RemoveAt(chosen);
            else left[chosen] = (number, walk, next + 1);
            if (random.Next(200) > 0) continue;
            yield return wave;
            wave = [];
        }
        yield return wave;
        yield return [.. _walks.Values.Select(each => new Sent(
            each.Number, each.Walk, random.Next(each.Walk.Steps.Count)))];
    }

    private void Try(int number, Action work)
    {
        try
        {
            work();
        }
        catch (Exception problem)
        {
            Fail(number, $"{problem.GetType().Name}: {problem.Message}");
        }
    }

    private void FailWith(string text, string problem) => Fail(
        _walks.Values.Where(each => text.Contains($"{each.Walk.Key.Operation}", StringComparison.Ordinal))
            .Select(each => each.Number).FirstOrDefault(-1),
        problem);

    private void Fail(int number, string problem) =>
        report.Fail(string.Create(CultureInfo.InvariantCulture, $"--only {number}"), problem);

    private int SeedOf(int number) => unchecked((seed * 1_000_003) + number) & int.MaxValue;

    private sealed record Sent(int Number, OperationWalk Walk, int At)
    {
        public WalkStep Step => Walk.Steps[At];

        public Submission Submission => new(Walk.Key, Step.Command) { Key = Key };

        public string Key => string.Create(CultureInfo.InvariantCulture, $"{Walk.Key.Operation}/{At}");
    }
}
