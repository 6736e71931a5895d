namespace Samanvay.Engine.Migration;

/// <summary>What can stand against a migration. Stable and searchable.</summary>
public static class MigrationCodes
{
    // The plan against the two versions.
    public const string Unknown = "MIG001";
    public const string OtherKind = "MIG002";
    public const string OtherPlace = "MIG003";
    public const string Collapse = "MIG004";
    public const string GoesOnOtherwise = "MIG005";

    // The plan against one run.
    public const string NotRunning = "MIG010";
    public const string OtherVersion = "MIG011";
    public const string LeftOut = "MIG012";
    public const string JoinFlow = "MIG013";
    public const string NoHandler = "MIG014";
    public const string Gathering = "MIG015";
    public const string NoLongerWaits = "MIG016";
    public const string NobodyWaits = "MIG017";
    public const string CanNotComplete = "MIG018";
    public const string NotProven = "MIG019";
    public const string BehindGateway = "MIG020";
}
