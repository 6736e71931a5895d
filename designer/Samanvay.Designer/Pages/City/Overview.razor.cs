using System.Collections.Immutable;
using Samanvay.Designer.Components;
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

    private string OpenSaid => _steps.Count(step => !step.IsDone) is var open and not 1
        ? T["city.open", open] : T["city.open.one"];

    private static bool IsLater(SetupStep step) => step is { IsDone: false, WaitsFor: not null };

    private static Tone ToneOf(SetupStep step) =>
        step.IsDone ? Tone.Ok : IsLater(step) ? Tone.Neutral : Tone.Warning;

    private string StateOf(SetupStep step) =>
        T[step.IsDone ? "city.done" : IsLater(step) ? "city.later" : "city.missing"];

    private string Said(SetupStep step) => step switch
    {
        { IsDone: true, Key: "general" } => $"{Setup!.City.Name}, {Setup.City.Zone}",
        { IsDone: true } => T["city.step.present", step.Present],
        { WaitsFor: { } other } => T["city.step.waits", T["city.step." + other]],
        _ => T["city.stepopen." + step.Key, step.Open],
    };

    private static string PathOf(SetupStep step) => step.Key switch
    {
        "role-holders" => "/city/roles",
        "device-keys" => "/city/keys",
        _ => $"/city/{step.Key}",
    };
}
