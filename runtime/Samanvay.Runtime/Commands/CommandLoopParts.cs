using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;

namespace Samanvay.Runtime.Commands;

/// <summary>What the loop works with.</summary>
public sealed record CommandLoopPorts(
    IOperationStore Operations, IOperationContexts Contexts, ChangeFeed Feed, Wakeups Wakeups);

/// <summary>How much the loop takes on.</summary>
/// <param name="QueueMax">How many may wait in each lane; one more is told to come again.</param>
/// <param name="BatchMax">How many one transaction holds at most.</param>
/// <param name="HotMax">How many operations are kept in memory.</param>
public sealed record CommandLoopLimits(int QueueMax = 2000, int BatchMax = 200, int HotMax = 5000);
