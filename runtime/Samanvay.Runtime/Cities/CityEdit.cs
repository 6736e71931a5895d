using System.Collections.Immutable;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Runtime.Cities;

/// <summary>One change of a city's set-up. Screens, spreadsheets and the sample city all come in as these.</summary>
public abstract record CityEdit;

public sealed record SaveCity(City City) : CityEdit;

public sealed record SaveAgency(Agency Agency) : CityEdit;

public sealed record RemoveAgency(AgencyId Id) : CityEdit;

public sealed record SaveRole(Role Role) : CityEdit;

public sealed record RemoveRole(RoleId Id) : CityEdit;

/// <summary>Replaces everybody who holds the role.</summary>
public sealed record SetRoleHolders(RoleId Role, ImmutableArray<RoleHolder> Holders) : CityEdit;

/// <summary>People are never removed, only made inactive: histories name them.</summary>
public sealed record SavePerson(Person Person) : CityEdit;

public sealed record SaveWard(Ward Ward) : CityEdit;

public sealed record RemoveWard(WardId Id) : CityEdit;

public sealed record SaveDevice(Device Device) : CityEdit;

public sealed record RemoveDevice(DeviceId Id) : CityEdit;

public sealed record SaveCalendar(CityCalendar Calendar) : CityEdit;

public sealed record RemoveCalendar(string Id) : CityEdit;

public sealed record SaveRetention(Retention Retention) : CityEdit;

/// <summary>From then on it is kept for ever.</summary>
public sealed record RemoveRetention(ProcedureId Procedure) : CityEdit;

public sealed record SaveSignalKeeping(SignalKeeping Keeping) : CityEdit;

/// <summary>From then on it is kept as long as is usual.</summary>
public sealed record RemoveSignalKeeping(string Signal) : CityEdit;

public sealed record SaveBinding(Binding Binding) : CityEdit;

public sealed record RemoveBinding(BindingKind Kind, string Name) : CityEdit;

public sealed record SaveFeed(Feed Feed) : CityEdit;

public sealed record RemoveFeed(string Id) : CityEdit;

/// <summary>Only the key desk makes these; a caller's own edits can not carry one.</summary>
public sealed record SaveKey(ApiKey Key) : CityEdit;
