using System.Collections.Immutable;
using Samanvay.Runtime.Cities;

namespace Samanvay.Designer.Pages.City;

/// <summary>What the city still needs before its first incident can be handled, in the order in which to do
/// it.</summary>
public sealed partial class Overview
{
    private ImmutableArray<SetupStep> _steps = [];

    internal override string Section => "";

    protected override Task ReadyAsync()
    {
        _steps = SetupStep.Of(Setup!);
        return Task.CompletedTask;
    }

    private static string PathOf(SetupStep step) => step.Key switch
    {
        "role-holders" => "/city/roles",
        "device-keys" => "/city/keys",
        _ => $"/city/{step.Key}",
    };
}
