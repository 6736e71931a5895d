namespace Samanvay.Feel.Evaluation;

/// <summary>Codes of what is noticed while evaluating; problems of reading have FEEL001 to FEEL099.</summary>
internal static class WarningCodes
{
    public const string UnknownName = "FEEL101";
    public const string WrongType = "FEEL102";
    public const string WrongArguments = "FEEL103";
    public const string NotAFunction = "FEEL104";
    public const string NotComparable = "FEEL105";
    public const string OutOfRange = "FEEL106";
    public const string BadText = "FEEL107";
    public const string NotAllowed = "FEEL108";
    public const string Limit = "FEEL199";
}
