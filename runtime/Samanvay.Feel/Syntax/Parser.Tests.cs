using System.Collections.Immutable;

namespace Samanvay.Feel.Syntax;

/// <content>Unary tests: the cells of a decision table, and the right side of <c>in</c>.</content>
internal sealed partial class Parser
{
    private UnaryTestsNode WholeUnaryTests()
    {
        if (_reader.Current.IsSymbol("-") && _reader.After(1).Kind == TokenKind.End) return new(0, false, []);
        var isNegated = _reader.Current.IsWord("not") && _reader.After(1).IsSymbol("(") && ClosesAtEnd();
        if (isNegated)
        {
            _reader.Take();
            _reader.Take();
        }

        var items = Tests();
        if (isNegated) _reader.ExpectSymbol(")", "after the tests of 'not'");
        if (_reader.Current.Kind != TokenKind.End) throw _reader.Unexpected("',' or the end");
        return new(0, isNegated, items);
    }

    // "not(true) and x" is an expression; only a "not" around everything negates the tests.
    private bool ClosesAtEnd()
    {
        var open = 0;
        for (var index = 1; ; index++)
        {
            var token = _reader.After(index);
            if (token.Kind == TokenKind.End) return false;
            if (token.IsSymbol("(")) open++;
            if (token.IsSymbol(")")) open--;
            if (open == 0) return _reader.After(index + 1).Kind == TokenKind.End;
        }
    }

    private ImmutableArray<Node> Tests()
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        do items.Add(Expression());
        while (_reader.TakeSymbol(","));
        return items.ToImmutable();
    }

    private ComparisonTestNode ComparisonTest()
    {
        var sign = _reader.Take();
        return new(sign.Start, ComparisonOf(sign)!.Value, Operators(AdditionPrecedence));
    }

    private InNode In(Node value)
    {
        var offset = _reader.Take().Start;
        if (!_reader.Current.IsSymbol("(")) return new(offset, value, [Operators(AdditionPrecedence)]);
        var start = _reader.Take().Start;
        var tests = Tests();
        if (tests.Length == 1 && _reader.Current.IsSymbol(".."))
            return new(offset, value, [Range(start, startIncluded: false, tests[0])]);
        _reader.ExpectSymbol(")", "after the tests of 'in'");
        return new(offset, value, tests.Length == 1 ? [Postfix(tests[0])] : tests);
    }
}
