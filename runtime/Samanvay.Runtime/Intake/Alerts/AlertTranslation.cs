using System.Collections.Immutable;
using NodaTime.Text;
using Samanvay.Adapters;
using Samanvay.Adapters.Cap;
using Samanvay.Engine.Situations.Alerts;

namespace Samanvay.Runtime.Intake.Alerts;

/// <summary>Turns an alert of the standard into what the rules see and what screens show.</summary>
internal static class AlertTranslation
{
    private const int TitleMax = 300;
    private const int AreaMax = 1000;

    // Some authorities name all that came before: the newest are enough to know what it belongs to.
    private const int ReferencesMax = 100;

    public static (AlertMessage Message, AlertFacts Facts) Of(AlertArrival arrival, AlertContext context)
    {
        var alert = arrival.Alert;
        var reaches = alert.Infos.Select(info => context.ReachOf(info.Areas)).ToList();
        var told = Told(alert, reaches);
        var isForUs = alert.Scope != CapScope.Private || context.IsAddressed(alert);
        var message = new AlertMessage(KeyOf(arrival), KindOf(alert))
        {
            Acts = alert.IsReal && isForUs
                && alert.MessageType is CapMessageType.Alert or CapMessageType.Update or CapMessageType.Cancel,
            References =
            [
                .. alert.References.Select(key => KeyOf(arrival.Sender, key)).OfType<AlertKey>().Distinct()
                    .OrderByDescending(key => key.Sent).Take(ReferencesMax).Order(),
            ],
            Parts = [.. alert.Infos.Zip(reaches, Part)],
            Sender = alert.Sender, Brief = BriefOf(told),
        };
        var warnings = reaches.Select(reach => reach.Warning).OfType<AlertWarning>().Distinct().Order();
        return (message, FactsOf(arrival.Feed, told) with
        {
            References = message.References, Effective = AlertEngine.EffectiveFrom(message),
            Warnings = [.. isForUs ? warnings : warnings.Append(AlertWarning.NotForUs)],
        });
    }

    public static AlertKey KeyOf(AlertArrival arrival) =>
        new(SourceOf(arrival.Sender, arrival.Alert.Sender), arrival.Alert.Identifier, arrival.Alert.Sent);

    private static AlertKey? KeyOf(string sender, EventKey reference)
    {
        var comma = reference.Id.LastIndexOf(',');
        return comma > 0 && InstantPattern.ExtendedIso.Parse(reference.Id[(comma + 1)..]) is { Success: true } sent
            ? new AlertKey(SourceOf(sender, reference.Source), reference.Id[..comma], sent.Value)
            : null;
    }

    // A sender has no line break in it.
    private static string SourceOf(string sender, string author) => $"{sender}\n{author}";

    private static AlertMessageKind KindOf(CapAlert alert) => alert.MessageType switch
    {
        CapMessageType.Update => AlertMessageKind.Update,
        CapMessageType.Cancel => AlertMessageKind.Cancel,
        _ => AlertMessageKind.Alert,
    };

    private static AlertPart Part(CapInfo info, AlertReach reach) => new(info.Event)
    {
        Language = info.Language, Categories = info.Categories, Urgency = info.Urgency, Severity = info.Severity,
        Certainty = info.Certainty, Responses = info.ResponseTypes, SenderName = info.SenderName,
        Headline = info.Headline, Effective = info.Effective, Onset = info.Onset, Expires = info.Expires,
        Area = AreaOf(info),
        Codes = info.EventCodes.GroupBy(code => code.Name, StringComparer.Ordinal).ToImmutableSortedDictionary(
            group => group.Key, group => group.First().Value, StringComparer.Ordinal),
        IsHere = reach.IsHere, Wards = reach.Wards,
    };

    // What it tells the city: not what it says of other places, what is worst first, and of the same in several
    // languages that in English.
    private static CapAlert Told(CapAlert alert, List<AlertReach> reaches)
    {
        var here = alert.Infos.Where((_, part) => reaches[part].IsHere).ToList();
        return alert with
        {
            Infos =
            [
                .. (here.Count > 0 ? here : [.. alert.Infos])
                    .OrderByDescending(info => AlertEngine.RankOf(info.Severity))
                    .ThenByDescending(info => info.IsIn("en")),
            ],
        };
    }

    private static AlertFacts FactsOf(string feed, CapAlert alert)
    {
        var info = alert.Infos.FirstOrDefault();
        // What the envelope says of itself holds for what is in it.
        var status = alert.IsReal ? alert.Status : alert.EnvelopeStatus is null or CapStatus.Actual
            ? alert.Status : alert.EnvelopeStatus.Value;
        return new AlertFacts(feed, alert.Sender, alert.Identifier)
        {
            Status = status.ToString(), MessageType = alert.MessageType.ToString(), Scope = alert.Scope.ToString(),
            Title = Short(info?.Headline ?? info?.Event ?? alert.Note ?? alert.Identifier, TitleMax),
            Area = Short(info is null ? "" : AreaOf(info), AreaMax), Severity = info?.Severity,
            SenderName = info?.SenderName, Onset = info?.Onset, Expires = alert.Expires,
        };
    }

    private static AlertBrief BriefOf(CapAlert alert)
    {
        var info = alert.Infos.FirstOrDefault();
        return new AlertBrief(alert.Identifier, info?.Event ?? "")
        {
            Headline = info?.Headline, Description = info?.Description, Instruction = info?.Instruction,
            Severity = info?.Severity, Urgency = info?.Urgency, Certainty = info?.Certainty,
            Sender = info?.SenderName ?? alert.Sender, Onset = info?.Onset, Expires = info?.Expires,
            Area = info is null ? null : AreaOf(info),
        };
    }

    private static string AreaOf(CapInfo info) =>
        string.Join("; ", info.Areas.Select(area => area.Description).Distinct(StringComparer.Ordinal));

    private static string Short(string text, int max)
    {
        if (text.Length <= max) return text;
        return $"{text[..(char.IsHighSurrogate(text[max - 2]) ? max - 2 : max - 1)]}…";
    }
}
