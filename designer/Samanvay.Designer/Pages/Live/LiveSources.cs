using Samanvay.Runtime.Views;
using Samanvay.Runtime.Work;
using Samanvay.Runtime.Work.Steering;

namespace Samanvay.Designer.Pages.Live;

/// <summary>What the control room's screen is made from, and where its acts go.</summary>
public sealed record LiveSources(ViewDesk Views, IncidentDesk Desk, SteeringDesk Steering);
