using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NodaTime;
using Samanvay.Feel.Patterns;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <summary>What one evaluation has used and noticed so far. The only mutable thing in it; dies with it.</summary>
internal sealed class FeelEvaluation(FeelScope scope)
{
    // An author reads the first few; a loop must not make millions.
    private const int WarningsMax = 50;
    private const int CharactersPerStep = 16;
    private const int MessageMax = 500;
    private const int PatternsMax = 100;

    private readonly ImmutableArray<FeelWarning>.Builder _warnings = ImmutableArray.CreateBuilder<FeelWarning>();
    private readonly FeelLimits _limits = scope.Limits;
    private Dictionary<(string, string), (Pattern? Pattern, string? Problem)>? _patterns;
    private int _steps;
    private int _depth;

    public FeelContext Variables { get; } = scope.Variables;

    public Instant Now { get; } = scope.Now;

    public DateTimeZone Zone { get; } = scope.Zone;

    /// <summary>
    /// Told of every rule of a decision table that matched: the table's id, the rule's id and its number.
    /// </summary>
    public Action<string, string, int>? RuleMatched { get; init; }

    public ImmutableArray<FeelWarning> Warnings => _warnings.ToImmutable();

    public int WarningCount => _warnings.Count;

    /// <summary>Null, and the reason kept.</summary>
    public FeelValue Nothing(string code, string message, int? offset = null)
    {
        Warn(code, message, offset);
        return FeelValue.Null;
    }

    public FeelValue Nothing(string code, ShownText message, int? offset = null) =>
        Nothing(code, message.ToStringAndClear(), offset);

    public void Warn(string code, string message, int? offset = null)
    {
        if (_warnings.Count >= WarningsMax) return;
        _warnings.Add(new(code, message.Length <= MessageMax ? message : message[..MessageMax] + "...", offset));
    }

    public void ForgetWarningsAfter(int count)
    {
        while (_warnings.Count > count) _warnings.RemoveAt(_warnings.Count - 1);
    }

    public void Step(int count = 1)
    {
        if (count > _limits.StepsMax - _steps)
        {
            throw new FeelLimitException(
                $"The calculation takes more than {_limits.StepsMax} steps. Shorten the lists it goes through.");
        }

        _steps += count;
    }

    /// <summary>Charges a walk over a whole value.</summary>
    public void Walk(FeelValue value) => Step(value.Extent.Size);

    /// <summary>FEEL's equality, charged by how much there is to compare.</summary>
    public bool? Equal(FeelValue left, FeelValue right)
    {
        Step(Math.Min(left.Extent.Size, right.Extent.Size));
        return FeelComparison.Equal(left, right);
    }

    /// <summary>FEEL's order, charged by how much there is to compare.</summary>
    public int? Compare(FeelValue left, FeelValue right)
    {
        Step(Math.Min(left.Extent.Size, right.Extent.Size));
        return FeelComparison.Compare(left, right);
    }

    /// <summary>Charges a list before it is made.</summary>
    public void Items(long count)
    {
        Count(count);
        Step((int)count);
    }

    /// <summary>Bounds a list that is charged item by item.</summary>
    public void Count(long items)
    {
        if (items > _limits.ItemsMax)
        {
            throw new FeelLimitException(
                $"A list would have more than {_limits.ItemsMax} items. Narrow it before going on.");
        }
    }

    /// <summary>Charges a string before it is made.</summary>
    public void Text(long length)
    {
        if (length > _limits.TextMax)
        {
            throw new FeelLimitException(
                $"A text would have more than {_limits.TextMax} characters. Shorten it before going on.");
        }

        Step((int)(length / CharactersPerStep));
    }

    /// <summary>A pattern is read once in an evaluation, however often it is used.</summary>
    public Pattern? PatternOf(string pattern, string flags, out string? problem)
    {
        _patterns ??= [];
        if (!_patterns.TryGetValue((pattern, flags), out var known))
        {
            Text(pattern.Length);
            known = (Pattern.Read(pattern, flags, out var reason), reason);
            if (_patterns.Count < PatternsMax) _patterns.Add((pattern, flags), known);
        }

        problem = known.Problem;
        return known.Pattern;
    }

    public void Enter(int depth)
    {
        _depth += depth;
        if (_depth > _limits.DepthMax || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new FeelLimitException(
                "Functions call each other too deep. Look for one that calls itself without an end.");
        }
    }

    public void Leave(int depth) => _depth -= depth;
}
