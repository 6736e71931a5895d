using System.Globalization;

namespace Samanvay.Tests.Feel.Hostile;

/// <summary>A thousand expressions that ask for more than a machine has, made of the ways in which that can be
/// tried.</summary>
internal static class HostileExpressions
{
    private const int Count = 1_000;

    private static readonly Func<Random, string>[] Families =
    [
        // Deep nesting.
        random => Nested(random, "(", "1", ")"),
        random => Nested(random, "[", "1", "]"),
        random => Nested(random, "{a: ", "1", "}"),
        random => Nested(random, "if true then ", "1", " else 2"),
        random => Nested(random, "for i in [1] return ", "i", ""),
        random => Nested(random, "function(x) ", "x", ""),
        random => Nested(random, "not(", "true", ")"),
        random => Nested(random, "-", "1", ""),
        random => Nested(random, "", "a", Pick(random, ".b", "[1]", "(1)", " + 1", " ** 2", " instance of number")),
        random => $"1 instance of {Nested(random, "list<", "number", ">")}",
        // 10^9 rounds and more.
        random => $"every i in 1..{Large(random)} satisfies i > 0",
        random => $"some i in 1..{Large(random)} satisfies i < 0",
        random => $"count(for i in 1..{Large(random)} return i)",
        random => $"for a in 1..{Some(random)}, b in 1..{Some(random)}, c in 1..{Some(random)} return a * b * c",
        random => $"for d in @\"0001-01-01\"..@\"9999-12-31\", i in 1..{Large(random)} return d",
        random => $"(for i in 1..{Some(random)} return i)[count((for j in 1..{Some(random)} return j)[item > 5]) > 1]",
        random => $"for i in -{Large(random)}..{Large(random)} return partial",
        // Growth by doubling.
        random => Doubled(random, "\"ab\"", "partial[-1] + partial[-1]"),
        random => Doubled(random, "[1]", "concatenate(partial[-1], partial[-1])"),
        random => Doubled(random, "[1]", "[partial[-1], partial[-1]]"),
        random => Doubled(random, "{a: 1}", "{a: partial[-1], b: partial[-1]}"),
        random => Doubled(random, "\"ab\"", "replace(partial[-1], \"a\", \"aaaaaaaaaa\")"),
        random => Doubled(random, "[1]", "flatten([partial[-1], partial[-1], partial[-1]])"),
        random => Doubled(random, "\"ab\"", "string join([partial[-1], partial[-1]], partial[-1])"),
        random => Doubled(random, "{a: 1}", "context put(partial[-1], string(i), partial[-1])"),
        // Recursion.
        random => $"{{f: function(n) f(n + {random.Next(1, 9)}), r: f(1)}}.r",
        random => $"{{f: function(n) if n < 1 then 1 else f(n - 1) + f(n - 1), r: f({random.Next(30, 90)})}}.r",
        _ => "{f: function(g) g(g), r: f(f)}.r",
        random => $"{{f: function(n) [f(n), {random.Next(9)}], r: f(1)}}.r",
        random => $"{{f: function(n) {{a: f(n), b: {random.Next(9)}}}, r: f(1).a}}.r",
        _ => "{f: function(n) sort([1, 2], function(a, b) f(n) = 1), r: f(1)}.r",
        // Patterns that others search for ever.
        random => $"matches({Text(random)}, \"^(a+)+{Tail(random)}$\")",
        random => $"matches({Text(random)}, \"^(a|aa)+{Tail(random)}$\")",
        random => $"matches({Text(random)}, \"(.*)*(.*)*{Tail(random)}$\")",
        random => $"matches({Text(random)}, \"^((a?){{30}}){{30}}{Tail(random)}$\")",
        random => $"matches({Text(random)}, \"{Nested(random, "(", "a", "*)*")}{Tail(random)}$\")",
        random => $"replace({Text(random)}, \"(a*)*(b|a)\", \"$1$1$1$1\")",
        random => $"split({Text(random)}, \"a{{1,{random.Next(500, 5000)}}}{Tail(random)}\")",
        random => $"matches({Text(random)}, \"(((a{{{random.Next(50, 999)}}}){{{random.Next(50, 999)}}}){{99}})\")",
        // Numbers beyond all numbers.
        random => $"{random.Next(2, 99)} ** {random.Next(2, 99)} ** {random.Next(2, 99)} ** {Large(random)}",
        random => $"(1 + 1 / 3) ** {Large(random)}.5",
        random => $"exp({Large(random)}) * exp({Large(random)})",
        random => $"1e{random.Next(3000, 6144)} * 1e{random.Next(4000, 6144)}",
        random => $"1e{Large(random)}",
        random => $"decimal(1 / 3, {Large(random)})",
        random => $"modulo(1e{random.Next(5000, 6144)}, 1e-{random.Next(5000, 6100)})",
        random => $"product(for i in 1..{Some(random)} return 1e{random.Next(20, 999)})",
        random => $"log(exp({random.Next(1, 14_000)})) ** {Large(random)}",
        random => $"@\"P1Y\" * {Large(random)} * {Large(random)} * {Large(random)}",
        random => $"@\"P999999999D\" * {Large(random)} * {Large(random)}",
        random => $"@\"9999-12-31\" + @\"P{Large(random)}D\" + @\"P{random.Next(1, 9999)}Y\"",
        // Much work on large lists.
        random =>
            $"{{l: for i in 1..{Some(random)} return -i, r: sort(l, function(a, b) some x in l satisfies a = b)}}.r",
        random => $"{{l: for i in 1..{Some(random)}00 return i, r: distinct values(l)}}.r",
        random => $"{{l: for i in 1..{Some(random)} return i, r: for i in l return list contains(l, -i)}}.r",
        random => $"{{l: for i in 1..{Some(random)} return i, r: for i in l return l[item = i]}}.r",
        random =>
            $"{{l: for i in 1..{Some(random)} return i, r: for i in l "
                + "return list replace(l, function(a, b) a = b, i)}.r",
        random => $"{{l: for i in 1..{Some(random)} return i, r: for i in l return median(l)}}.r",
        random => $"{{l: for i in 1..{Some(random)} return [i], r: for i in l return index of(l, i)}}.r",
        random => $"{{l: for i in 1..{Some(random)} return i, r: for i in l, j in l return l = l}}.r",
        random =>
            $"{{t: string join(for i in 1..{Some(random)}0 return \"ab\"), r: "
                + "for i in 1..5000 return upper case(t)}.r",
        random =>
            $"{{t: string join(for i in 1..{Some(random)}0 return \"ab\"), r: "
                + "for i in 1..5000 return split(t, \"b\")}.r",
        random => $"context merge(for i in 1..{Some(random)} return context put({{}}, string(i), i))",
        random => $"number(string join(for i in 1..{Some(random)}0 return \"9\"))",
        random => $"substring({Text(random)}, {Large(random)}, {Large(random)})",
        random => $"insert before([1], {Large(random)}, 1)",
        random => $"date({Large(random)}, {Large(random)}, {Large(random)})",
    ];

    /// <summary>Each way in turn with other sizes; the same thousand every time.</summary>
    public static IEnumerable<string> All
    {
        get
        {
            var random = new Random(4242);
            for (var index = 0; index < Count; index++) yield return Families[index % Families.Length](random);
        }
    }

    /// <summary>One of each way.</summary>
    public static IEnumerable<string> Samples => All.Take(Families.Length);

    private static string Nested(Random random, string before, string inner, string after)
    {
        var depth = random.Next(20, 3_000);
        return string.Concat(Enumerable.Repeat(before, depth)) + inner
            + string.Concat(Enumerable.Repeat(after, depth));
    }

    private static string Doubled(Random random, string first, string then) =>
        $"(for i in 1..{random.Next(25, 500)} return if i = 1 then {first} else {then})[-1]";

    private static string Large(Random random) =>
        random.NextInt64(1_000_000_000, long.MaxValue / 4).ToString(CultureInfo.InvariantCulture);

    private static string Some(Random random) => random.Next(600, 5_000).ToString(CultureInfo.InvariantCulture);

    private static string Text(Random random) => $"\"{new string('a', random.Next(40, 4_000))}\"";

    private static string Tail(Random random) => Pick(random, "b", "c", "[^a]", "x+");

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}
