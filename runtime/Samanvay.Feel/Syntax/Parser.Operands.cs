using System.Collections.Immutable;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Syntax;

/// <content>What stands between operators: literals, names, brackets of every kind, and the words that begin an
/// expression.</content>
internal sealed partial class Parser
{
    private Node Primary()
    {
        var token = _reader.Current;
        switch (token.Kind)
        {
            case TokenKind.Number: return Number();
            case TokenKind.Text:
                _reader.Take();
                return new LiteralNode(token.Start, new FeelString(token.Text));
            case TokenKind.Temporal: return Temporal();
            case TokenKind.Symbol: return Bracket(token);
            case TokenKind.Name: return Word(token);
            default: throw _reader.Unexpected("a value or a name");
        }
    }

    private LiteralNode Number()
    {
        var token = _reader.Current;
        var value = Decimal34.Parse(token.Text) ?? throw _reader.Problem(
            ProblemCodes.BadLiteral, $"'{token.Text}' is larger than any number that can be calculated with.");
        _reader.Take();
        return new(token.Start, FeelNumber.Of(value));
    }

    private LiteralNode Temporal()
    {
        var token = _reader.Current;
        var value = TemporalParsing.Any(token.Text) ?? throw _reader.Problem(
            ProblemCodes.BadLiteral,
            $"'{token.Text}' is no date, time or duration. Write for example @\"2026-07-01\" or @\"PT45M\".");
        _reader.Take();
        return new(token.Start, value);
    }

    private Node Bracket(Token token)
    {
        if (ComparisonOf(token) is not null) return ComparisonTest();
        return token.Text switch
        {
            "(" => Parenthesised(),
            "[" => ListOrRange(),
            "]" => Range(_reader.Take().Start, startIncluded: false, Operators(AdditionPrecedence)),
            "{" => Context(),
            _ => throw _reader.Unexpected("a value or a name"),
        };
    }

    private Node Word(Token token)
    {
        if (SpecialName() is { } special) return new NameNode(token.Start, special);
        switch (token.Text)
        {
            case "true" or "false" or "null":
                _reader.Take();
                return new LiteralNode(
                    token.Start,
                    token.Text switch { "true" => FeelValue.True, "false" => FeelValue.False, _ => FeelValue.Null });
            case "if": return If();
            case "for": return For();
            case "some" or "every": return Quantified();
            case "function" when _reader.After(1).IsSymbol("("): return Function();
        }

        if (TokenReader.IsKeyword(token)) throw _reader.Unexpected("a value or a name");
        return new NameNode(token.Start, PlainName());
    }

    private string? SpecialName()
    {
        var name = _names.Variable(_reader.Text, _reader.Offset, orMember: _filters > 0);
        if (name is null || !_reader.TakeUntil(KnownNames.End(name, _reader.Text, _reader.Offset))) return null;
        return TokenReader.IsPlainWord(_reader.Current) ? name + " " + PlainName() : name;
    }

    // No grammar rule has two names side by side, so neighbouring words are one name even when nobody told us of it.
    private string PlainName()
    {
        var start = _reader.Take();
        var end = start.End;
        while (start.Text != NameNode.Input && TokenReader.IsPlainWord(_reader.Current)) end = _reader.Take().End;
        return KnownNames.Normalise(_reader.Text.AsSpan(start.Start, end - start.Start));
    }

    private string Member()
    {
        var known = _names.Member(_reader.Text, _reader.Offset);
        if (known is not null && _reader.TakeUntil(KnownNames.End(known, _reader.Text, _reader.Offset))) return known;
        return _reader.Current.Kind == TokenKind.Name
            ? PlainName()
            : throw _reader.Unexpected("a name after the point");
    }

    private Node Parenthesised()
    {
        var offset = _reader.Take().Start;
        var inner = Expression();
        if (_reader.Current.IsSymbol("..")) return Range(offset, startIncluded: false, inner);
        _reader.ExpectSymbol(")", "for the bracket that was opened");
        return inner;
    }

    private Node ListOrRange()
    {
        var offset = _reader.Take().Start;
        if (_reader.TakeSymbol("]")) return new ListNode(offset, []);
        var first = Expression();
        if (_reader.Current.IsSymbol("..")) return Range(offset, startIncluded: true, first);
        var items = ImmutableArray.CreateBuilder<Node>();
        items.Add(first);
        while (_reader.TakeSymbol(",")) items.Add(Expression());
        _reader.ExpectSymbol("]", "at the end of the list");
        return new ListNode(offset, items.ToImmutable());
    }

    private Node WholeRange()
    {
        var opening = _reader.Current;
        if (!opening.IsSymbol("[") && !opening.IsSymbol("(") && !opening.IsSymbol("]"))
            throw _reader.Unexpected("a value or a name");
        _reader.Take();
        var range = RangeLiteral(opening.Start, startIncluded: opening.IsSymbol("["));
        return _reader.Current.Kind == TokenKind.End ? range : throw _reader.Unexpected("an operator or the end");
    }

    // Rule 66: an end that is not included may be missing. "(> 5)" is how such a range is written as an expression.
    private Node RangeLiteral(int offset, bool startIncluded)
    {
        if (!startIncluded && ComparisonOf(_reader.Current) is not null)
        {
            var test = ComparisonTest();
            _reader.ExpectSymbol(")", "for the bracket that was opened");
            return test;
        }

        if (!startIncluded && _reader.TakeSymbol(".."))
        {
            var end = Operators(AdditionPrecedence);
            var sign = EndsIncluded() ? BinaryOperator.LessOrEqual : BinaryOperator.Less;
            return new ComparisonTestNode(offset, sign, end);
        }

        var start = Operators(AdditionPrecedence);
        if (!_reader.Current.IsSymbol("..") || !_reader.After(1).IsSymbol(")") && !_reader.After(1).IsSymbol("["))
            return Range(offset, startIncluded, start);
        _reader.Take();
        _reader.Take();
        return new ComparisonTestNode(
            offset, startIncluded ? BinaryOperator.GreaterOrEqual : BinaryOperator.Greater, start);
    }

    private RangeNode Range(int offset, bool startIncluded, Node start)
    {
        _reader.ExpectSymbol("..", "between the ends of the range");
        var end = Operators(AdditionPrecedence);
        return new(offset, start, startIncluded, end, EndsIncluded());
    }

    private bool EndsIncluded()
    {
        var included = _reader.Current.IsSymbol("]");
        if (!included && !_reader.Current.IsSymbol(")") && !_reader.Current.IsSymbol("["))
            throw _reader.Unexpected("']' or ')' at the end of the range");
        _reader.Take();
        return included;
    }

    private ContextNode Context()
    {
        var offset = _reader.Take().Start;
        var entries = ImmutableArray.CreateBuilder<ContextEntry>();
        var mark = _names.Mark;
        if (!_reader.Current.IsSymbol("}"))
        {
            do entries.Add(Entry());
            while (_reader.TakeSymbol(","));
        }

        _names.Leave(mark);
        _reader.ExpectSymbol("}", "at the end of the context");
        return new(offset, entries.ToImmutable());
    }

    private ContextEntry Entry()
    {
        var offset = _reader.Offset;
        var name = _reader.Current.Kind == TokenKind.Text
            ? _reader.Take().Text
            : NameUntil(token => token.IsSymbol(":"), "':' after the name of the entry");
        _reader.ExpectSymbol(":", "after the name of the entry");
        var value = Expression();
        _names.Add(name);
        _names.AddMember(name);
        return new(name, value, offset);
    }

    /// <summary>A name that is being given: everything up to a sign that can not belong to it.</summary>
    private string NameUntil(Func<Token, bool> ends, string expected)
    {
        if (_reader.Current.Kind != TokenKind.Name) throw _reader.Unexpected("a name");
        var start = _reader.Offset;
        var end = _reader.Take().End;
        while (!ends(_reader.Current))
        {
            if (!CanBeInName(_reader.Current)) throw _reader.Unexpected(expected);
            end = _reader.Take().End;
        }

        return KnownNames.Normalise(_reader.Text.AsSpan(start, end - start));
    }

    // Rule 30, additional name symbols.
    private static bool CanBeInName(Token token) =>
        token.Kind is TokenKind.Name or TokenKind.Number
        || token.Kind == TokenKind.Symbol && token.Text is "." or "/" or "-" or "+" or "*" or "**"
        || token.Kind == TokenKind.Unknown && token.Text is "'" or "\u2019";
}
