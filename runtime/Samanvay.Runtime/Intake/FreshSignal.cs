using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Situations.Routing;
using Samanvay.Runtime.Intake.Remembering;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Intake;

/// <summary>An observation, and the situations that it can move.</summary>
internal class RoutedSignal(SignalEvent signal, IntakeDevice device, ImmutableArray<Route> routes)
{
    public SignalEvent Signal => signal;

    public IntakeDevice Device => device;

    public ImmutableArray<Route> Routes => routes;

    /// <summary>One for each route, once they were looked for.</summary>
    public CachedSituation?[] Situations { get; } = new CachedSituation?[routes.Length];

    public static RoutedSignal Of(IntakeContext context, RoutedDevice device, SignalEvent signal) =>
        new(signal, device.Device, RoutesOf(context, device, signal));

    // A report goes by its own place; its device only says of which signal it is.
    public static ImmutableArray<Route> RoutesOf(IntakeContext context, RoutedDevice device, SignalEvent signal) =>
        signal.At is { } place ? context.Index.RoutesAt(device.Device.Signal, place) : device.Routes;
}

/// <summary>An observation that can be judged, and where its answer goes.</summary>
internal sealed class FreshSignal(
    SignalEvent signal, IntakeDevice device, ImmutableArray<Route> routes, ObservationId id)
    : RoutedSignal(signal, device, routes)
{
    private static readonly SignalTaken Taken = new();

    private (SignalAnswer?[] Answers, int Place) _place;
    private Instant _until;

    public static SignalDuplicate Duplicate { get; } = new();

    public static IEqualityComparer<FreshSignal> ByName { get; } = EqualityComparer<FreshSignal>.Create(
        static (left, right) => left!.Number == right!.Number && left.Id == right.Id,
        static one => one.Number.GetHashCode());

    public ObservationId Id => id;

    /// <summary>Stands for its name; of two names it is hardly ever the same.</summary>
    public long Number { get; } = unchecked(
        ((long)StringComparer.Ordinal.GetHashCode(id.Source) << 32)
        ^ (uint)StringComparer.Ordinal.GetHashCode(id.Id));

    public ObservationMark Mark => new(id, _until);

    /// <summary>As a segment keeps it.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>It was taken in with an earlier batch.</summary>
    public bool IsSeen { get; set; }

    /// <summary>It is in a batch now.</summary>
    /// <param name="until">How long it is recognised when it comes again.</param>
    public void Enter((SignalAnswer?[] Answers, int Place) place, Instant until) => (_place, _until) = (place, until);

    public void Answer(string? trouble) => _place.Answers[_place.Place] =
        IsSeen ? Duplicate : trouble is null ? Taken : new SignalTaken { Trouble = trouble };
}
