namespace Samanvay.Engine;

/// <summary>A number that an instance hands out once. All kinds share one counter, so "token 5, scope 6" reads as an
/// order.</summary>
public interface IId<TSelf> : IComparable<TSelf> where TSelf : struct, IId<TSelf>
{
    int Value { get; }

    static abstract TSelf From(int value);
}

/// <summary>One visit to one element. Never used twice, so a late command can not reach a newer token.</summary>
public readonly record struct TokenId(int Value) : IId<TokenId>
{
    public static TokenId From(int value) => new(value);

    public int CompareTo(TokenId other) => Value.CompareTo(other.Value);

    public override string ToString() => $"token {Value}";
}

/// <summary>One run of a process, sub-process, event sub-process, multi-instance activity or one of its
/// iterations.</summary>
public readonly record struct ScopeId(int Value) : IId<ScopeId>
{
    public static ScopeId From(int value) => new(value);

    public int CompareTo(ScopeId other) => Value.CompareTo(other.Value);

    public override string ToString() => $"scope {Value}";
}

/// <summary>One due instant. Each repetition of a cycle gets a new id, so a timer delivered twice fires once.</summary>
public readonly record struct TimerId(int Value) : IId<TimerId>
{
    public static TimerId From(int value) => new(value);

    public int CompareTo(TimerId other) => Value.CompareTo(other.Value);

    public override string ToString() => $"timer {Value}";
}

/// <summary>One wait for a message.</summary>
public readonly record struct SubscriptionId(int Value) : IId<SubscriptionId>
{
    public static SubscriptionId From(int value) => new(value);

    public int CompareTo(SubscriptionId other) => Value.CompareTo(other.Value);

    public override string ToString() => $"subscription {Value}";
}

/// <summary>One message that came before anything waited for it.</summary>
public readonly record struct MessageId(int Value) : IId<MessageId>
{
    public static MessageId From(int value) => new(value);

    public int CompareTo(MessageId other) => Value.CompareTo(other.Value);

    public override string ToString() => $"message {Value}";
}

/// <summary>One place where the instance can not go on until a person looks.</summary>
public readonly record struct FaultId(int Value) : IId<FaultId>
{
    public static FaultId From(int value) => new(value);

    public int CompareTo(FaultId other) => Value.CompareTo(other.Value);

    public override string ToString() => $"fault {Value}";
}

/// <summary>One running procedure inside its operation; the number is the operation's to give.</summary>
public readonly record struct InstanceId(int Value) : IId<InstanceId>
{
    public static InstanceId From(int value) => new(value);

    public int CompareTo(InstanceId other) => Value.CompareTo(other.Value);

    public override string ToString() => $"instance {Value}";
}
