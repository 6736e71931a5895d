using Samanvay.Runtime.Views;
using Samanvay.Runtime.Work;

namespace Samanvay.Designer.Pages.Live;

/// <summary>What the control room's screen is made from, and where its acts go.</summary>
public sealed record LiveSources(ViewDesk Views, IncidentDesk Desk);
