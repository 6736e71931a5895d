using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Benchmarks.Engine;

/// <summary>The durable loop behind the calls.</summary>
internal sealed class EngineWorkload(RunningEngine engine, CountingStore counts) : IWorkload
{
    public static async Task<EngineWorkload> StartAsync(string database, bool withTimer)
    {
        var counting = default(CountingStore);
        var engine = await RunningEngine.StartAsync(
            database, new ServiceRequest(withTimer), inner => counting = new CountingStore(inner));
        return new EngineWorkload(engine, counting!);
    }

    public async Task AnswerAsync(Call call)
    {
        if (call.Step == CallStep.End)
        {
            await engine.Ends.EndOf(call.Operation);
            return;
        }
        var key = new OperationKey(RunningEngine.City, call.Operation);
        var submission = new Submission(key, CommandOf(call))
        {
            Key = ServiceRequest.KeyOf(key, (int)call.Step).Key,
        };
        var answer = await engine.Loop.SubmitAsync(submission, CancellationToken.None);
        if (answer is not CommandAccepted)
            throw new InvalidOperationException($"The workload was not accepted: {answer}");
    }

    public Task<HostCounts> CountAsync() => engine.CountAsync(counts);

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private OperationCommand CommandOf(Call call)
    {
        var now = engine.Time.Now(RunningEngine.City);
        switch (call.Step)
        {
            case CallStep.Start:
                engine.Ends.Expect(call.Operation);
                return engine.Request.Start(now, call.Fields());
            case CallStep.CompleteFirst:
                return ServiceRequest.Complete(1, now, call.Fields());
            default:
                return ServiceRequest.Complete(2, now, call.Fields());
        }
    }
}
