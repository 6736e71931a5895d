using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Samanvay.Runtime.Access;

/// <summary>How far a permission reaches inside the asker's own city. It never reaches into another.</summary>
public enum AccessReach
{
    Nothing,
    OwnAgency,
    WholeCity,
}

/// <summary>Who may do what. What the table does not grant is refused.</summary>
public static class AccessPolicy
{
    // city: everywhere in the own city; agency: the own agency's part of it; a dash: no. Several roles add up.
    private const string Table = """
        operation          Author  Approver  Administrator  Supervisor  Operator  AgencyMember  Auditor  key
        ViewLive           city    city      city           city        city      agency        city     -
        ViewIncident       city    city      city           city        city      agency        city     -
        ViewMyWork         agency  agency    agency         agency      agency    agency        -        -
        ViewSlaBoard       city    city      city           city        city      agency        city     -
        ViewNotifications  agency  agency    agency         agency      agency    agency        agency   -
        ViewProcedures     city    city      city           city        city      city          city     -
        ViewPlaybooks      city    city      city           -           -         -             city     -
        ViewCity           city    city      city           city        city      -             city     -
        ViewDevices        city    -         city           city        city      -             city     -
        ViewHistory        -       -         -              -           -         -             city     -
        ViewAttention      -       -         city           city        city      -             city     -
        ViewRefused        -       -         city           -           -         -             -        -

        ClaimWorkItem      -       -         -              agency      city      agency        -        -
        DeclineWorkItem    -       -         -              agency      city      agency        -        -
        CompleteWorkItem   -       -         -              agency      city      agency        -        -
        StartByHand        -       -         -              city        city      -             -        -
        AcknowledgeAlarm   -       -         -              city        city      agency        -        -
        ChangeSeverity     -       -         -              city        city      -             -        -
        CloseIncident      -       -         -              city        city      -             -        -
        RetryFault         -       -         city           city        city      -             -        -
        SkipFault          -       -         -              city        -         -             -        -
        StartStep          -       -         -              city        city      agency        -        -
        FinishStage        -       -         -              city        city      -             -        -
        RepeatStep         -       -         -              city        city      -             -        -
        SkipStep           -       -         -              city        -         -             -        -
        MoveStep           -       -         -              city        -         -             -        -
        HoldRun            -       -         -              city        -         -             -        -
        ResumeRun          -       -         -              city        -         -             -        -
        CancelRun          -       -         -              city        city      -             -        -
        RetryStuckWork     -       -         city           city        city      -             -        -
        SkipStuckWork      -       -         city           city        -         -             -        -
        SubmitSignals      -       -         city           -           -         -             -        city
        RerunRefused       -       -         city           -           -         -             -        -

        EditDraft          city    -         -              -           -         -             -        -
        RequestReview      city    -         -              -           -         -             -        -
        CommentReview      city    city      -              -           -         -             -        -
        ReviewProcedure    -       city      -              -           -         -             -        -
        PublishProcedure   -       city      city           -           -         -             -        -
        RetireProcedure    -       city      city           -           -         -             -        -
        MigrateRuns        -       city      city           -           -         -             -        -
        RunDrill           city    city      city           city        -         -             -        -
        ReplayDecisions    city    city      -              -           -         -             -        -
        TryRule            city    city      -              -           -         -             -        -

        ImportPlaybook     -       -         city           -           -         -             -        -
        AcceptPlaybook     -       -         city           -           -         -             -        -
        BindPlaybook       -       -         city           -           -         -             -        -
        PublishPlaybook    -       -         city           -           -         -             -        -
        ExportPlaybook     city    -         city           -           -         -             -        -

        EditCity           -       -         city           -           -         -             -        -
        ManageKeys         -       -         city           -           -         -             -        -
        """;

    private static readonly FrozenDictionary<(CityRole? Role, FrontDoorOperation Operation),
        AccessReach> Reaches = Read();

    /// <summary>How far the asker's permission for an operation reaches; list calls filter by it.</summary>
    public static AccessReach ReachOf(Asker asker, FrontDoorOperation operation)
    {
        if (asker.Key is not null) return ReachOf((CityRole?)null, operation);
        if (asker.Person is null) return AccessReach.Nothing;
        var reach = asker.Roles.Select(role => ReachOf(role, operation)).DefaultIfEmpty().Max();
        return reach == AccessReach.OwnAgency && asker.Agency is null ? AccessReach.Nothing : reach;
    }

    /// <summary>Whether the asker may do it to something of <paramref name="city"/> that belongs to <paramref
    /// name="agency"/>.</summary>
    /// <param name="agency">Absent when the thing belongs to no agency; then only a city-wide permission reaches
    /// it.</param>
    public static bool Allows(Asker asker, FrontDoorOperation operation, CityId city, AgencyId? agency = null) =>
        asker.City == city && ReachOf(asker, operation) switch
        {
            AccessReach.WholeCity => true,
            AccessReach.OwnAgency => agency is not null && agency == asker.Agency,
            _ => false,
        };

    private static AccessReach ReachOf(CityRole? role, FrontDoorOperation operation) =>
        Reaches.GetValueOrDefault((role, operation), AccessReach.Nothing);

    private static FrozenDictionary<(CityRole?, FrontDoorOperation), AccessReach> Read()
    {
        var lines = Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToImmutableArray();
        var columns = lines[0][1..].Select(name => name == "key" ? (CityRole?)null : Enum.Parse<CityRole>(name))
            .ToArray();
        return lines[1..].SelectMany(cells => cells[1..].Select((cell, column) =>
                KeyValuePair.Create((columns[column], Enum.Parse<FrontDoorOperation>(cells[0])), ReachNamed(cell))))
            .ToFrozenDictionary();
    }

    private static AccessReach ReachNamed(string cell) => cell switch
    {
        "city" => AccessReach.WholeCity,
        "agency" => AccessReach.OwnAgency,
        "-" => AccessReach.Nothing,
        _ => throw new FormatException($"The access table has an unknown word: {cell}."),
    };
}
