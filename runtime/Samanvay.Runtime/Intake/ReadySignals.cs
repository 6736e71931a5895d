using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Intake;

/// <summary>
/// What one call hands in, with all that can be known of each observation before its turn comes. Whoever hands in does
/// this work: in the lane one batch waits for the other.
/// </summary>
internal sealed class ReadySignals
{
    // A buffer for more would be so large that the memory's housekeeping treats it apart.
    private const int BufferMax = 250;

    private readonly FreshSignal?[] _fresh;
    private readonly SignalRefused?[] _refusals;

    private ReadySignals(IntakeContext context, int count) =>
        (Context, _fresh, _refusals) = (context, new FreshSignal?[count], new SignalRefused?[count]);

    /// <summary>By which it was made. By another one it may be something else.</summary>
    public IntakeContext Context { get; }

    public static ReadySignals Of(CityId city, IntakeContext context, IReadOnlyList<SignalEvent> signals)
    {
        var ready = new ReadySignals(context, signals.Count);
        var names = new SourceName(city);
        for (var from = 0; from < signals.Count; from += BufferMax)
            ready.Fill(signals, from, Math.Min(signals.Count, from + BufferMax), names);
        return ready;
    }

    /// <summary>One of both.</summary>
    public (FreshSignal? Fresh, SignalRefused? Refusal) this[int index] => (_fresh[index], _refusals[index]);

    private void Fill(IReadOnlyList<SignalEvent> signals, int from, int until, SourceName names)
    {
        using var body = new SegmentWriter(until - from);
        for (var index = from; index < until; index++)
        {
            var signal = signals[index];
            var device = Context.DeviceOf(signal.Device);
            _refusals[index] = SignalCheck.Refusal(signal, device?.Device);
            if (device is null || _refusals[index] is not null) continue;
            signal = signal.InMilliseconds();
            _fresh[index] = new FreshSignal(
                signal, device.Device, RoutedSignal.RoutesOf(Context, device, signal), names.Of(signal))
            {
                Body = body.Write(signal),
            };
        }
    }

    /// <summary>The name of a source among all senders, made once for all of its events that come together.</summary>
    private sealed class SourceName(CityId city)
    {
        private (string Sender, string Source) _last = ("", "");
        private string _name = "";

        public ObservationId Of(SignalEvent signal)
        {
            if (_last != (signal.Sender, signal.Source))
            {
                _last = (signal.Sender, signal.Source);
                // A sender has no line break in it, and a source is checked for them.
                _name = signal.Sender.Length == 0 ? signal.Source : $"{signal.Sender}\n{signal.Source}";
            }

            return new ObservationId(city, _name, signal.Id);
        }
    }
}
