using System.Globalization;
using System.Text.Json;
using Samanvay.Engine;
using Samanvay.Feel.Values;

namespace Samanvay.Conformance.Camunda;

/// <summary>One thing that a query found, with what it was at that moment.</summary>
internal sealed record CamundaThing(CamundaInstance Instance)
{
    public TokenId? Token { get; init; }

    public TimerId? Timer { get; init; }

    public Dictionary<string, string?> Properties { get; init; } = [];

    public FeelValue? Value { get; init; }
}

/// <summary>What the other engine's queries would find in our state.</summary>
internal sealed class CamundaQuery(CamundaWorld world, Func<string, CamundaInstance> labelled)
{
    public List<CamundaThing> Find(string of, JsonElement where)
    {
        var found = All(of, where);
        foreach (var condition in where.EnumerateObject()) found = Filter(found, condition.Name, condition.Value);
        return [.. found];
    }

    private IEnumerable<CamundaThing> All(string of, JsonElement where) => of switch
    {
        "task" => Tasks(),
        "execution" => Executions(where),
        "job" => Jobs(),
        "instance" => Running().Select(each => new CamundaThing(each)),
        "subscription" => Subscriptions().Concat(Starts()),
        "variable" => Variables(),
        _ => throw new CamundaFailure($"no query for {of}"),
    };

    private IEnumerable<CamundaThing> Filter(IEnumerable<CamundaThing> found, string key, JsonElement value) =>
        key switch
        {
            "pi" => found.Where(each => each.Instance == labelled(value.GetString()!)),
            "parent" => found.Where(each => each.Instance.Parent == labelled(value.GetString()!)),
            "process" => found.Where(each => each.Instance.Process.Id == value.GetString()),
            "order" => found.OrderBy(each => each.Properties["name"], StringComparer.Ordinal),
            "message" => found,
            _ => found.Where(each => each.Properties.GetValueOrDefault(key) == value.GetString()),
        };

    private IEnumerable<CamundaInstance> Running() => world.Instances.Where(each => each.State.IsRunning);

    private IEnumerable<CamundaThing> Tasks() =>
        from instance in Running()
        from token in instance.State.Tokens.Values
        where token.State == TokenState.Offered
        select new CamundaThing(instance)
        {
            Token = token.Id,
            Properties = new()
            {
                ["name"] = Filled(instance, token, instance.Process.Nodes[token.Element].Model.Name),
                ["key"] = token.Element,
                ["assignee"] = Filled(instance, token, instance.Assignee(token.Element)),
            },
        };

    private IEnumerable<CamundaThing> Executions(JsonElement where)
    {
        if (where.TryGetProperty("message", out var message))
        {
            return from instance in Running()
                   from waiting in instance.State.Subscriptions.Values
                   where waiting.Kind == SubscriptionKind.Message && waiting.Name == message.GetString()
                   select Execution(instance, waiting.Token, waiting.Element);
        }

        return from instance in Running()
               from token in instance.State.Tokens.Values
               select Execution(instance, token.Id, token.Element);
    }

    private static CamundaThing Execution(CamundaInstance instance, TokenId? token, string element) => new(instance)
    {
        Token = token,
        Properties = new() { ["activity"] = element },
    };

    private IEnumerable<CamundaThing> Jobs() =>
        from instance in Running()
        from timer in instance.State.Timers.Values
        select new CamundaThing(instance) { Timer = timer.Id };

    private IEnumerable<CamundaThing> Subscriptions() =>
        from instance in Running()
        from waiting in instance.State.Subscriptions.Values
        select new CamundaThing(instance)
        {
            Token = waiting.Token,
            Properties = new()
            {
                ["event"] = waiting.Name,
                ["activity"] = waiting.Element,
                ["type"] = waiting.Kind switch
                {
                    SubscriptionKind.Signal => "signal",
                    SubscriptionKind.Condition => "conditional",
                    _ => "message",
                },
            },
        };

    private IEnumerable<CamundaThing> Starts() =>
        from start in world.StartSignals()
        select new CamundaThing((CamundaInstance)null!)
        {
            Properties = new()
            {
                ["event"] = start.Signal,
                ["activity"] = start.Element,
                ["type"] = "signal",
            },
        };

    private IEnumerable<CamundaThing> Variables() =>
        from instance in Running()
        from scope in instance.State.Scopes.Values
        from name in scope.Variables.Names
        select new CamundaThing(instance)
        {
            Value = scope.Variables[name],
            Properties = new() { ["name"] = name, ["value"] = scope.Variables[name].ToString() },
        };

    private static int Counter(CamundaInstance instance, Token token) =>
        ((FeelNumber)instance.Visible(token.Id)["loopCounter"]).ToInt32() ?? 1;

    private static string? Filled(CamundaInstance instance, Token token, string? text) => text is null ? null
        : CamundaFile.Fill(text, name => name == "loopCounter"
            ? (Counter(instance, token) - 1).ToString(CultureInfo.InvariantCulture)
            : instance.Visible(token.Id)[name].ToString());
}
