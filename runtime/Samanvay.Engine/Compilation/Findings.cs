using System.Collections.Immutable;
using Samanvay.Feel;

namespace Samanvay.Engine.Compilation;

/// <summary>Everything that a compilation finds; all at once, so that an author mends a procedure in one go.</summary>
internal sealed class Findings
{
    private readonly ImmutableArray<Diagnostic>.Builder _found = ImmutableArray.CreateBuilder<Diagnostic>();

    public ImmutableArray<Diagnostic> All => _found.ToImmutable();

    public void Error(string code, string element, Sentence message, string? field = null) =>
        _found.Add(Diagnostic.Error(code, message, Location.Element(element, field)));

    /// <summary>Keeps what FEEL found in a field, now pointing at the element.</summary>
    public void Keep(ImmutableArray<Diagnostic> problems, string element, string field)
    {
        foreach (var problem in problems)
            _found.Add(problem with { Location = problem.Location with { ElementId = element, Field = field } });
    }
}

/// <summary>What the engine refuses to run, by stable code. It refuses rather than ignores.</summary>
internal static class EngineCodes
{
    public const string NoProcess = "ENG001";
    public const string EventNotExecuted = "ENG003";
    public const string LoopNotExecuted = "ENG004";
    public const string DataNotExecuted = "ENG005";
    public const string DanglingReference = "ENG006";
    public const string PartMissing = "ENG007";
    public const string OtherLanguage = "ENG008";
    public const string DecisionMissing = "ENG009";
    public const string NoWayIn = "ENG010";
    public const string BadTimer = "ENG011";
    public const string BadQuantity = "ENG012";
    public const string PerformerNotExecuted = "ENG013";
    public const string BadEventGateway = "ENG014";
    public const string AmbiguousStart = "ENG015";
    public const string MisplacedCondition = "ENG016";
    public const string BadParameter = "ENG017";
}
