using System.Collections.Immutable;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Cities;

/// <summary>What a name of the shared vocabulary means in this city.</summary>
/// <param name="Name">As procedures write it; for a signal with its procedure: <c>river-flood:river.level</c>.</param>
/// <param name="Targets">A role, a calendar, or the devices that measure the signal.</param>
public sealed record Binding(CityId City, BindingKind Kind, string Name, ImmutableArray<string> Targets)
{
    public string Key => KeyOf(Kind, Name);

    public static string KeyOf(BindingKind kind, string name) => $"{kind}/{name}";

    public static string SignalName(string procedure, string signal) => $"{procedure}:{signal}";
}

public enum BindingKind
{
    Role,
    Calendar,
    Signal,
}
