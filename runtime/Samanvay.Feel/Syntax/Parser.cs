using System.Collections.Immutable;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Syntax;

/// <summary>What was read: a tree, or the reason why there is none.</summary>
internal readonly record struct ParseResult<T>(T? Node, ImmutableArray<Diagnostic> Problems) where T : Node;

/// <summary>
/// DMN 1.5, clause 10.3.1.2: FEEL's grammar by recursive descent. Operators are here, their operands in the other
/// parts.
/// </summary>
internal sealed partial class Parser
{
    // Both bound the recursion of the parser itself and of everything that later walks the tree.
    private const int NestingMax = 100;
    private const int DepthMax = 250;
    private const int LengthMax = 65_536;
    private const int IterationsMax = 20;

    private const int ComparisonPrecedence = 3;
    private const int AdditionPrecedence = 4;

    private readonly TokenReader _reader;
    private readonly KnownNames _names;
    private readonly FeelNames? _given;
    private int _nesting;
    private int _filters;

    private Parser(string text, FeelNames? names)
    {
        _reader = new(text, Lexer.Read(text));
        _names = new(names);
        _given = names;
    }

    public static ParseResult<Node> Expression(string text, FeelNames? names) =>
        Read(text, names, parser => parser.WholeExpression());

    public static ParseResult<UnaryTestsNode> UnaryTests(string text, FeelNames? names) =>
        Read(text, names, parser => parser.WholeUnaryTests());

    /// <summary>The text of one range, as <c>range()</c> takes it.</summary>
    public static ParseResult<Node> Range(string text) => Read(text, null, parser => parser.WholeRange());

    private static ParseResult<T> Read<T>(string text, FeelNames? names, Func<Parser, T> read) where T : Node
    {
        if (text.Length > LengthMax)
            return Failed<T>(ProblemCodes.TooLarge, $"This is longer than {LengthMax} characters. Split it up.");
        if (string.IsNullOrWhiteSpace(text))
            return Failed<T>(ProblemCodes.Empty, "Nothing is written here. Write an expression, or null.");
        try
        {
            return new(read(new Parser(text, names)), []);
        }
        catch (SyntaxException problem)
        {
            return new(null, [problem.Diagnostic]);
        }
    }

    private static ParseResult<T> Failed<T>(string code, Sentence message) where T : Node =>
        new(null, [Diagnostic.Error(code, message, new Location { Offset = 0 })]);

    private Node WholeExpression()
    {
        var node = Expression();
        if (_reader.Current.Kind != TokenKind.End) throw _reader.Unexpected("an operator or the end");
        return node;
    }

    private Node Expression()
    {
        if (++_nesting > NestingMax) throw TooDeep();
        var node = Operators(1);
        _nesting--;
        return node;
    }

    /// <summary>
    /// Operators that bind at least as strongly as <paramref name="precedence"/>; equal ones group from the left.
    /// </summary>
    private Node Operators(int precedence)
    {
        var left = Operand();
        while (true)
        {
            if (left.Depth > DepthMax) throw TooDeep();
            if (Operator(left, precedence) is not { } whole) return left;
            left = whole;
        }
    }

    private Node? Operator(Node left, int precedence)
    {
        if (precedence <= ComparisonPrecedence && _reader.Current.IsWord("between")) return Between(left);
        if (precedence <= ComparisonPrecedence && _reader.Current.IsWord("in")) return In(left);
        if (OperatorOf(_reader.Current) is not { } found || found.Precedence < precedence) return null;
        var offset = _reader.Take().Start;
        return new BinaryNode(offset, found.Operator, left, Operators(found.Precedence + 1));
    }

    private static (BinaryOperator Operator, int Precedence)? OperatorOf(Token token) => token switch
    {
        { Kind: TokenKind.Name, Text: "or" } => (BinaryOperator.Or, 1),
        { Kind: TokenKind.Name, Text: "and" } => (BinaryOperator.And, 2),
        { Kind: TokenKind.Symbol } => token.Text switch
        {
            "+" => (BinaryOperator.Add, AdditionPrecedence),
            "-" => (BinaryOperator.Subtract, AdditionPrecedence),
            "*" => (BinaryOperator.Multiply, 5),
            "/" => (BinaryOperator.Divide, 5),
            "**" => (BinaryOperator.Power, 6),
            _ => ComparisonOf(token) is { } comparison ? (comparison, ComparisonPrecedence) : null,
        },
        _ => null,
    };

    private static BinaryOperator? ComparisonOf(Token token) =>
        token.Kind != TokenKind.Symbol ? null : token.Text switch
    {
        "=" => BinaryOperator.Equal,
        "!=" => BinaryOperator.NotEqual,
        "<" => BinaryOperator.Less,
        "<=" => BinaryOperator.LessOrEqual,
        ">" => BinaryOperator.Greater,
        ">=" => BinaryOperator.GreaterOrEqual,
        _ => null,
    };

    private BetweenNode Between(Node value)
    {
        var offset = _reader.Take().Start;
        var low = Operators(AdditionPrecedence);
        _reader.ExpectWord("and", "between the two ends of 'between'");
        return new(offset, value, low, Operators(AdditionPrecedence));
    }

    private Node Operand()
    {
        if (++_nesting > NestingMax) throw TooDeep();
        var node = _reader.Current.IsSymbol("-") ? Negation() : Postfix(Primary());
        _nesting--;
        return node;
    }

    private Node Negation()
    {
        var offset = _reader.Take().Start;
        var operand = Operand();
        return operand is LiteralNode { Value: FeelNumber { Value.Sign: > 0 } number }
            ? new LiteralNode(offset, FeelNumber.Of(-number.Value))
            : new NegationNode(offset, operand);
    }

    private Node Postfix(Node node)
    {
        while (true)
        {
            if (node.Depth > DepthMax) throw TooDeep();
            var offset = _reader.Offset;
            if (_reader.TakeSymbol("."))
            {
                node = new PathNode(offset, node, Member());
            }
            else if (_reader.Current.IsSymbol("[") && StartsExpression(_reader.After(1)))
            {
                node = Filter(node);
            }
            else if (_reader.Current.IsSymbol("(") && CanBeCalled(node))
            {
                node = new CallNode(node.Offset, node, Arguments());
            }
            else if (_reader.Current.IsWord("instance") && _reader.After(1).IsWord("of"))
            {
                node = InstanceOf(node);
            }
            else
            {
                return node;
            }
        }
    }

    // Rule 43: "]1..3[" ends with the same sign that begins a filter; a filter goes on with an expression.
    private bool StartsExpression(Token token) => token.Kind switch
    {
        TokenKind.Symbol => token.Text is "(" or "[" or "{" or "-" or "<" or "<=" or ">" or ">=" or "=" or "!=",
        TokenKind.Name => !TokenReader.IsKeyword(token)
            || token.Text is "for" or "if" or "some" or "every" or "function" or "true" or "false" or "null"
            || _names.Variable(_reader.Text, token.Start, orMember: true) is not null,
        TokenKind.End => false,
        _ => true,
    };

    private static bool CanBeCalled(Node node) =>
        node is NameNode or PathNode or CallNode or FunctionNode or FilterNode or IfNode;

    private FilterNode Filter(Node source)
    {
        var offset = _reader.Take().Start;
        _filters++;
        var condition = Expression();
        _filters--;
        _reader.ExpectSymbol("]", "at the end of the filter");
        return new(offset, source, condition);
    }

    private InstanceOfNode InstanceOf(Node value)
    {
        var offset = _reader.Take().Start;
        _reader.ExpectWord("of", "after 'instance'");
        return new(offset, value, Type());
    }

    private SyntaxException TooDeep() =>
        _reader.Problem(
            ProblemCodes.TooLarge, "This is nested too deep to be read safely. Give parts of it names of their own.");
}
