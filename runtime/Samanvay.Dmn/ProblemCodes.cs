namespace Samanvay.Dmn;

/// <summary>Codes of what is wrong with a decision model.</summary>
internal static class ProblemCodes
{
    public const string Unreadable = "DMN001";
    public const string NotDmn = "DMN002";
    public const string UnknownReference = "DMN003";
    public const string DuplicateName = "DMN004";
    public const string MissingLogic = "DMN005";
    public const string Circular = "DMN006";
    public const string RuleShape = "DMN007";
    public const string UnknownHitPolicy = "DMN008";
    public const string UnknownType = "DMN009";
    public const string MissingImport = "DMN010";
    public const string NotRun = "DMN011";
    public const string MissingRequirement = "DMN012";
    public const string TooLarge = "DMN013";
    public const string TestRowShape = "DMN014";
    public const string MissingInput = "DMN101";
    public const string NoDecision = "DMN102";
    public const string NotUnique = "DMN103";
    public const string NotEqual = "DMN104";
    public const string NotAllowed = "DMN105";
    public const string NoLogic = "DMN106";
    public const string NoMatch = "DMN107";
    public const string Gap = "DMN201";
    public const string Overlap = "DMN202";
    public const string Duplicate = "DMN203";
    public const string Contradiction = "DMN204";
    public const string Unreachable = "DMN205";
    public const string NeverMatches = "DMN206";
    public const string NotProven = "DMN207";
    public const string NoResult = "DMN208";
    public const string TestFailed = "DMN221";
    public const string TestUnreadable = "DMN222";
    public const string TestOfNothing = "DMN223";
}
