namespace Samanvay.Feel.Syntax;

/// <summary>Codes of what is wrong with a text before it is ever evaluated.</summary>
internal static class ProblemCodes
{
    public const string Unexpected = "FEEL001";
    public const string UnclosedText = "FEEL002";
    public const string UnknownName = "FEEL003";
    public const string UnknownFunction = "FEEL004";
    public const string BadLiteral = "FEEL005";
    public const string TooLarge = "FEEL006";
    public const string UnknownType = "FEEL007";
    public const string BadArguments = "FEEL008";
    public const string Empty = "FEEL009";
    public const string WrongType = "FEEL010";
    public const string UnknownMember = "FEEL011";
}
