namespace Samanvay.Runtime.Feeds;

/// <summary>Which refused messages are meant; what is absent does not matter.</summary>
/// <param name="Reason">The code of a refusal of any of its parts.</param>
/// <param name="Device">The sender's name, of the part that was refused for the reason.</param>
public sealed record RefusedFilter(string? Feed = null, string? Reason = null, string? Device = null)
{
    public static RefusedFilter All { get; } = new();

    public bool Holds(RefusedMessage message) => (Feed is null || message.Feed == Feed)
        && (Reason is null && Device is null || message.Problems.Any(part =>
            (Reason is null || part.Code == Reason) && (Device is null || part.Device == Device)));
}
