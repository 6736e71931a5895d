using System.Text.Json;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Feel.Values;

namespace Samanvay.Conformance.Camunda;

/// <summary>Plays one scenario; says what went otherwise than it is written.</summary>
internal sealed class CamundaScenario
{
    private readonly CamundaWorld _world;
    private readonly CamundaQuery _query;
    private readonly Dictionary<string, CamundaInstance> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<CamundaThing>> _bound = new(StringComparer.Ordinal);

    private CamundaScenario(IEnumerable<string> files)
    {
        _world = new CamundaWorld(files);
        _query = new CamundaQuery(_world, Labelled);
    }

    public static string? Play(string folder, JsonElement scenario)
    {
        var number = 0;
        try
        {
            var files = scenario.GetProperty("files").EnumerateArray()
                .Select(file => File.ReadAllText(Path.Combine(folder, file.GetString()!)));
            var played = new CamundaScenario(files);
            foreach (var step in scenario.GetProperty("steps").EnumerateArray())
            {
                number++;
                played.Take(step);
            }

            return null;
        }
        catch (CamundaFailure failure)
        {
            return $"step {number}: {failure.Message}";
        }
    }

    private void Take(JsonElement step)
    {
        var mustFail = step.TryGetProperty("mustFail", out var must) && must.GetBoolean();
        var isDone = step.TryGetProperty("do", out var action) ? Do(action.GetString()!, step) : Expect(step);
        if (isDone == mustFail) throw new CamundaFailure(mustFail ? "did not fail" : $"not so: {step}");
    }

    private bool Do(string action, JsonElement step)
    {
        switch (action)
        {
            case "start":
                var started = _world.Start(Text(step, "process"), Context(step));
                _labels[Text(step, "ref")] = started;
                return started.State.Faults.IsEmpty;
            case "startByMessage":
                var before = _world.Instances.Count;
                if (!_world.StartBy(Text(step, "message"), isSignal: false)) return false;
                _labels[Text(step, "ref")] = _world.Instances[before];
                return true;
            case "select": return Select(step);
            case "completeTask": return Complete(One("task", step.GetProperty("task")), Context(step));
            case "completeTasks" or "completeAllTasks":
                return Things("task", step.GetProperty("where")).All(task => Complete(task, FeelContext.Empty));
            case "message": return Message(step);
            case "signal": return Signal(step);
            case "trigger": return Push(step.GetProperty("to"));
            case "setVariable": return Set(step);
            case "fireTimer":
                var job = One("job", step.GetProperty("job"));
                _world.Fire(job.Instance, job.Timer!.Value);
                return true;
            case "setClock":
                _world.Now = CamundaWorld.Begin + Duration.FromMilliseconds(step.GetProperty("offsetMs").GetInt64());
                return true;
            case "runDueTimers":
                _world.FireDue();
                return true;
            case "cancelInstance":
                var cancelled = Labelled(Text(step, "ref"));
                return _world.Send(cancelled, new CancelInstance(_world.Now, "cancelled"));
            default: throw new CamundaFailure($"no step {action}");
        }
    }

    private bool Select(JsonElement step)
    {
        var found = Things(Text(step, "of"), step.GetProperty("where"));
        if (step.TryGetProperty("index", out var index)) found = [.. found.Skip(index.GetInt32()).Take(1)];
        _bound[Text(step, "as")] = found;
        return true;
    }

    private bool Complete(CamundaThing task, FeelContext variables)
    {
        foreach (var name in variables.Names) Set(task, name, variables[name]);
        return _world.Send(task.Instance, new CompleteUserTask(_world.Now, task.Token!.Value, FeelContext.Empty));
    }

    private bool Message(JsonElement step)
    {
        var name = Text(step, "name");
        if (!step.TryGetProperty("to", out var to)) return _world.Message(name);
        var instance = Instance(to);
        return _world.Send(instance, new DeliverMessage(_world.Now, name));
    }

    private bool Signal(JsonElement step)
    {
        var name = Text(step, "name");
        return step.TryGetProperty("to", out var to)
            ? _world.Send(Instance(to), new DeliverSignal(_world.Now, name))
            : _world.Broadcast(name, isSignal: true, null) || true;
    }

    private bool Push(JsonElement to)
    {
        var instance = Instance(to);
        var waiting = instance.State.Subscriptions.Values.FirstOrDefault(
            each => each.Name.StartsWith("push-", StringComparison.Ordinal));
        return waiting is not null && _world.Send(instance, new DeliverMessage(_world.Now, waiting.Name));
    }

    private bool Set(JsonElement step)
    {
        var target = Target(step.GetProperty("on"));
        return Set(target, Text(step, "name"), Value(step.GetProperty("value")));
    }

    private bool Set(CamundaThing target, string name, FeelValue value)
    {
        var root = target.Instance.State.Scopes.Keys.First();
        var from = target.Token is { } token ? target.Instance.State.Tokens[token].Scope : root;
        var home = target.Instance.HomeOf(name, from);
        return _world.Send(target.Instance, new SetVariables(_world.Now, FeelContext.Of((name, value)), home));
    }

    private bool Expect(JsonElement step)
    {
        switch (Text(step, "expect"))
        {
            case "count":
                var count = Things(Text(step, "of"), step.GetProperty("where")).Count;
                return count == step.GetProperty("equals").GetInt32() ? true
                    : throw new CamundaFailure($"{count} found: {step}");
            case "exists": return Things(Text(step, "of"), step.GetProperty("where")).Count > 0;
            case "property":
                var thing = One(Text(step, "of"), step.GetProperty("select"));
                var shown = thing.Properties.GetValueOrDefault(Text(step, "property"));
                return shown == step.GetProperty("equals").ToString() ? true
                    : throw new CamundaFailure($"is {shown}: {step}");
            case "variable":
                var target = Target(step.GetProperty("on"));
                var seen = target.Token is { } token ? target.Instance.Visible(token)
                    : target.Instance.State.Scopes.Values.First().Variables;
                var value = seen[Text(step, "name")];
                if (!step.TryGetProperty("equals", out var expected)) return !value.IsNull;
                return value.Equals(Value(expected)) ? true : throw new CamundaFailure($"is {value}: {step}");
            case "ended": return !Labelled(Text(step, "ref")).State.IsRunning;
            case "running": return Labelled(Text(step, "ref")).State.IsRunning;
            default: throw new CamundaFailure($"no expectation {step}");
        }
    }

    private CamundaThing Target(JsonElement on)
    {
        if (on.TryGetProperty("task", out var task)) return One("task", task);
        if (on.TryGetProperty("execution", out var execution)) return One("execution", execution);
        return new CamundaThing(Instance(on));
    }

    private CamundaInstance Instance(JsonElement to)
    {
        if (to.TryGetProperty("execution", out var execution)) return One("execution", execution).Instance;
        if (to.TryGetProperty("instanceOf", out var inner)) return Target(inner).Instance;
        var instance = to.GetProperty("instance");
        return instance.ValueKind == JsonValueKind.String
            ? Labelled(instance.GetString()!)
            : One("instance", instance).Instance;
    }

    private CamundaThing One(string of, JsonElement where) => Things(of, where) is [var first, ..]
        ? first
        : throw new CamundaFailure($"no {of} for {where}");

    private List<CamundaThing> Things(string of, JsonElement where)
    {
        var index = where.TryGetProperty("index", out var place) ? place.GetInt32() : (int?)null;
        var found = where.TryGetProperty("ref", out var reference)
            ? _bound.GetValueOrDefault(reference.GetString()!) ?? []
            : _query.Find(of, Without(where, "index"));
        return index is { } at ? [.. found.Skip(at).Take(1)] : found;
    }

    private static JsonElement Without(JsonElement where, string name) => JsonSerializer.SerializeToElement(
        where.EnumerateObject().Where(each => each.Name != name).ToDictionary(each => each.Name, each => each.Value));

    private CamundaInstance Labelled(string label) =>
        (label == "of-task" ? _world.Instances[0] : _labels.GetValueOrDefault(label))
        ?? (_bound.TryGetValue(label, out var things) && things is [var first, ..] ? first.Instance : null)
        ?? throw new CamundaFailure($"no instance {label}");

    private FeelContext Context(JsonElement step) => step.TryGetProperty("vars", out var variables)
        ? variables.EnumerateObject().Aggregate(
            FeelContext.Empty, (all, each) => all.With(each.Name, Value(each.Value)))
        : FeelContext.Empty;

    private FeelValue Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => FeelValue.True,
        JsonValueKind.False => FeelValue.False,
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? FeelValue.Of(whole)
            : FeelNumber.Of(value.GetDecimal()),
        JsonValueKind.Array => FeelList.Of(value.EnumerateArray().Select(Value)),
        JsonValueKind.String when value.GetString() == "<null>" => FeelValue.Null,
        JsonValueKind.String when value.GetString()!.StartsWith("<now", StringComparison.Ordinal) =>
            FeelValue.Of(_world.Now.ToString()),
        JsonValueKind.String => FeelValue.Of(value.GetString()!),
        _ => FeelValue.Null,
    };

    private static string Text(JsonElement step, string name) => step.GetProperty(name).GetString()!;
}
