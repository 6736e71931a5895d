using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Samanvay.Engine.Situations.Packing;

/// <summary>The packed form of a state. It never leaves the process.</summary>
internal static class StatePack
{
    private const byte None = 0;
    private const byte Own = 1;
    private const byte Same = 2;

    /// <summary>What waits, follows a sequence or watches for storms stays as it is.</summary>
    public static bool Holds(SituationState state) =>
        !state.HoldsBefore.IsDefault && !state.SensorsBefore.IsDefault && state.Memory is null or
        {
            Waiting.IsEmpty: true, Steps.IsEmpty: true, Raises.IsEmpty: true, FlappingSince: null, Storm: null,
        };

    public static void Write(PackWriter to, SituationState state)
    {
        to.Put(state.Rule);
        to.Put(state.Key);
        state.Pack(to);
        Write(to, state.Holds, LevelHold.Pack);
        WriteBefore(to, state.HoldsBefore, state.Holds, LevelHold.Pack);
        Write(to, state.Sensors, SensorState.Pack);
        WriteBefore(to, state.SensorsBefore, state.Sensors, SensorState.Pack);
        to.Put(state.Memory is null ? None : Own);
        if (state.Memory is { } memory) Write(to, memory.Windows, WindowPack.Write);
    }

    public static SituationState Read(PackReader from)
    {
        var (rule, key) = (from.Name()!, from.Name()!);
        return SituationState.Unpack(ref from, rule, key);
    }

    public static ImmutableArray<T> Take<T>(ref PackReader from, Unpacking<T> one)
    {
        var count = from.Take<int>();
        if (count == 0) return [];
        var all = new T[count];
        for (var index = 0; index < count; index++) all[index] = one(ref from);
        return ImmutableCollectionsMarshal.AsImmutableArray(all);
    }

    public static ImmutableArray<T> TakeBefore<T>(
        ref PackReader from, ImmutableArray<T> present, Unpacking<T> one) =>
        from.Take<byte>() == Same ? present : Take(ref from, one);

    public static SituationMemory? TakeMemory(ref PackReader from) => from.Take<byte>() == None
        ? null
        : new SituationMemory { Windows = Take(ref from, WindowPack.Read) };

    public static void Write<T>(PackWriter to, ImmutableArray<T> all, Action<PackWriter, T> one)
    {
        to.Put(all.Length);
        foreach (var each in all) one(to, each);
    }

    private static void WriteBefore<T>(
        PackWriter to, ImmutableArray<T> before, ImmutableArray<T> present, Action<PackWriter, T> one)
    {
        to.Put(before == present ? Same : Own);
        if (before != present) Write(to, before, one);
    }
}

internal delegate T Unpacking<out T>(ref PackReader from);
