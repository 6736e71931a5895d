using FsCheck;
using FsCheck.Fluent;
using Samanvay.Feel;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel;

public sealed class SyntaxProperties
{
    private static readonly FeelNames Known = FeelNames.Of("a", "b", "water level", "in-flow", "x1");

    private static readonly Gen<string> Names = Gen.Elements("a", "b", "water level", "in-flow", "x1");

    [Fact]
    public void A_printed_tree_is_read_as_the_same_tree() =>
        Prop.ForAll(Nodes(4).ToArbitrary(), node =>
        {
            var text = Printer.Print(node);
            var read = Parser.Expression(text, Known);
            read.Node.ShouldNotBeNull($"{text}: {string.Join(" ", read.Problems)}");
            Printer.Print(read.Node).ShouldBe(text);
            Shape(read.Node).ShouldBe(Shape(node), text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_the_reader_fail_otherwise_than_by_a_problem() =>
        Prop.ForAll(
            Gen.ListOf(Gen.Elements(
                "1", "a", "\"t\"", "@\"P1D\"", "(", ")", "[", "]", "{", "}", "..", ".", ",", ":", "+", "-", "*", "/",
                "**", "<", ">=", "=", "in", "if",
                "then", "else", "for", "return", "some", "satisfies", "function", "not", "between", "and",
                "instance of", "list<", "?", "'", "\"")).ToArbitrary(),
            words =>
            {
                var text = string.Join(" ", words);
                var read = FeelCompiler.Expression(text);
                var tests = FeelCompiler.UnaryTests(text);
                read.Value?.Evaluate(FeelRun.Scope);
                tests.Value?.Test(FeelValue.True, FeelRun.Scope);
                return read.Value is null == read.Problems.Any(problem => problem.Severity == Severity.Error);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Evaluating_twice_gives_the_same() =>
        Prop.ForAll(Nodes(3).ToArbitrary(), node =>
        {
            var expression = FeelCompiler.Expression(Printer.Print(node), Known).Value!;
            var first = expression.Evaluate(FeelRun.Scope);
            var second = expression.Evaluate(FeelRun.Scope);
            return FeelText.Literal(first.Value) == FeelText.Literal(second.Value)
                && first.Warnings.SequenceEqual(second.Warnings);
        }).QuickCheckThrowOnFailure();

    private static string Shape(Node node) =>
        System.Text.RegularExpressions.Regex.Replace(node.ToString(), "Offset = [0-9]+", "");

    private static Gen<Node> Nodes(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Choose(-5, 5).Select(value => (Node)new LiteralNode(0, FeelNumber.Of((long)value))),
            Names.Select(name => (Node)new NameNode(0, name)),
            Gen.Elements<FeelValue>(FeelValue.Null, FeelValue.True, new FeelString("t\"x"), new FeelYearsDuration(5))
                .Select(value => (Node)new LiteralNode(0, value)));
        if (depth == 0) return leaf;
        var inner = Nodes(depth - 1);
        return Gen.OneOf(
            leaf,
            from left in inner from right in inner from sign in Gen.Elements(
                Enum.GetValues<BinaryOperator>()) select (Node)new BinaryNode(0, sign, left, right),
            from value in inner from low in inner from high in inner select (Node)new BetweenNode(0, value, low, high),
            from condition in inner from then in inner from otherwise in inner select (Node)new IfNode(
                0, condition, then, otherwise),
            from name in Names from domain in inner from body in inner select (Node)new ForNode(
                0, [new(name, domain, null)], body),
            from name in Names from domain in inner from body in inner select (Node)new QuantifiedNode(
                0, true, [new(name, domain, null)], body),
            from source in inner from condition in inner select (Node)new FilterNode(0, source, condition),
            from source in inner select (Node)new PathNode(0, source, "state"),
            from left in inner from right in inner select (Node)new ListNode(0, [left, right]),
            from left in inner from right in inner select (Node)new ContextNode(
                0, [new("p", left, 0), new("q r", right, 0)]),
            from low in inner from high in inner select (Node)new RangeNode(0, low, false, high, true),
            from value in inner from test in inner select (Node)new InNode(
                0, value, [test, new ComparisonTestNode(0, BinaryOperator.Less, test)]),
            from argument in inner select (Node)new CallNode(0, new NameNode(0, "count"), [new(null, argument)]),
            from name in Names from body in inner select (Node)new FunctionNode(
                0, [new(name, FeelType.Number)], body, false),
            from operand in Names select (Node)new NegationNode(0, new NameNode(0, operand)));
    }
}
