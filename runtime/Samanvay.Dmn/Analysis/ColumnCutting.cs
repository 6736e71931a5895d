using System.Collections.Immutable;
using Samanvay.Dmn.Compilation;
using Samanvay.Feel;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Analysis;

/// <summary>Cuts the values of a column at everything that its cells and its allowed values name, and asks each cell
/// about one value of each piece.</summary>
/// <remarks>The cells are asked with the evaluator that decides in earnest, so the two can not differ. A missing value
/// is a case of its own only where a cell names <c>null</c>; where no type is declared, the kinds of value that the
/// cells name are taken to be those that come.</remarks>
internal sealed class ColumnCutting(ReadTable read, ImmutableArray<RuleNode> rules)
{
    private const int BoundariesMax = 2_000;

    private static readonly ImmutableArray<Piece> Uncut = [.. Piece.Cut(ValueKind.Anything, [], false)];

    private readonly Constants _constants = new(read.Names.With(NameNode.Input));
    private readonly ImmutableArray<OpaqueCell>.Builder _opaque = ImmutableArray.CreateBuilder<OpaqueCell>();

    public ImmutableArray<OpaqueCell> Opaque => _opaque.ToImmutable();

    public bool AreDomainsKnown { get; private set; } = true;

    /// <summary>A column names more values than can be looked at.</summary>
    public bool IsTooFine { get; private set; }

    public Dimension Cut(ImmutableArray<int> columns)
    {
        var types = columns.SelectMany(TypesOf).ToImmutableArray();
        var cells = columns.ToDictionary(column => column, column => Cells(column, types.Any(IsStructured)));
        var allowed = Allowed(columns, types);
        var readings = cells.Values.SelectMany(column => column.Values).Select(cell => cell.Reading).Concat(allowed)
            .OfType<CellReading>().ToImmutableArray();
        var isTooFine = readings.Sum(reading => reading.Boundaries.Length) > BoundariesMax;
        IsTooFine |= isTooFine;
        var pieces = isTooFine ? Uncut : Pieces(types, readings, Gate(columns, types));
        var outcomes = cells.ToDictionary(column => column.Key, column => column.Value.ToDictionary(
            cell => cell.Key, cell => Outcome(isTooFine ? cell.Value.Unread : cell.Value, pieces),
            StringComparer.Ordinal));
        return new(
            read.Node.Table.Inputs[columns[0]].Heading, columns, pieces,
            [.. rules.Select(rule => Joined(rule, (certain, _) => certain))],
            [.. rules.Select(rule => Joined(rule, (_, possible) => possible))]);

        Bits Joined(RuleNode rule, Func<Bits, Bits, Bits> choose) => columns
            .Select(column => outcomes[column][TextOf(rule, column)])
            .Aggregate(Bits.All(pieces.Length), (all, cell) => all & choose(cell.Certain, cell.Possible));
    }

    private static bool IsStructured(FeelType type) => ValueKinds.Of(type) is [ValueKind.Anything];

    private IEnumerable<FeelType> TypesOf(int column)
    {
        var node = read.Node.Inputs[column].Expression;
        if (node is TypedNode typed) yield return typed.Type;
        if (GridBuilder.Untyped(node) is NameNode name && read.Types.TryGetValue(name.Name, out var type))
            yield return type;
    }

    private static string TextOf(RuleNode rule, int column) => Printer.Print(rule.Tests[column]!);

    // Cells of one text are read once.
    private Dictionary<string, Cell> Cells(int column, bool isStructured)
    {
        var cells = new Dictionary<string, Cell>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            var (tests, text) = (rule.Tests[column]!, TextOf(rule, column));
            if (!cells.TryGetValue(text, out var cell))
            {
                var reading = isStructured && !tests.Items.IsEmpty ? null : CellReading.Of(tests, _constants);
                cells[text] = cell = new(tests, reading);
            }

            if (cell.Reading is null) _opaque.Add(new(rule, column, text));
        }

        return cells;
    }

    private ImmutableArray<CellReading?> Allowed(ImmutableArray<int> columns, ImmutableArray<FeelType> types)
    {
        var narrowed = types.SelectMany(NarrowingOf).Select(text => FeelCompiler.UnaryTests(text).Value?.Syntax)
            .OfType<UnaryTestsNode>();
        ImmutableArray<CellReading?> readings =
        [
            .. columns.Select(column => read.Node.Inputs[column].Values).OfType<UnaryTestsNode>().Concat(narrowed)
                .Select(tests => CellReading.Of(tests, _constants)),
        ];
        AreDomainsKnown &= readings.All(reading => reading is not null);
        return readings;
    }

    private static IEnumerable<string> NarrowingOf(FeelType type)
    {
        for (; type is FeelType.NarrowedType narrowed; type = narrowed.Whole) yield return narrowed.Allowed;
    }

    private Func<FeelValue, bool> Gate(ImmutableArray<int> columns, ImmutableArray<FeelType> types)
    {
        var tests = columns.Select(column => read.Node.Inputs[column].Values).OfType<UnaryTestsNode>()
            .Select(_constants.Test).ToImmutableArray();
        return value => value.IsNull
            || types.All(type => type is FeelType.AnyType || type.Has(value)) && tests.All(test => test(value));
    }

    private static ImmutableArray<Piece> Pieces(
        ImmutableArray<FeelType> types, ImmutableArray<CellReading> readings, Func<FeelValue, bool> isAllowed)
    {
        var boundaries = readings.SelectMany(reading => reading.Boundaries).ToImmutableArray();
        var isOrdered = readings.Any(reading => reading.IsOrdered);
        return
        [
            .. Kinds(types, [.. boundaries.Select(ValueKinds.Of).Distinct().Order()])
                .SelectMany(kind => Piece.Cut(kind, boundaries, isOrdered)).Where(piece => isAllowed(piece.Sample)),
        ];
    }

    // Of what the type allows, what the cells speak of; a time without a zone unless they say otherwise.
    private static ImmutableArray<ValueKind> Kinds(ImmutableArray<FeelType> types, ImmutableArray<ValueKind> named)
    {
        var declared = types.Select(ValueKinds.Of).FirstOrDefault(kinds => !kinds.IsEmpty);
        var spoken = named.Where(kind => declared.IsDefault || declared.Contains(kind) || kind == ValueKind.Null)
            .ToImmutableArray();
        if (spoken.Any(kind => kind != ValueKind.Null)) return spoken;
        return [.. spoken, declared.IsDefault ? ValueKind.Anything : declared[0]];
    }

    private (Bits Certain, Bits Possible) Outcome(Cell cell, ImmutableArray<Piece> pieces)
    {
        if (cell.Reading is null) return (Bits.None(pieces.Length), Bits.All(pieces.Length));
        var test = _constants.Test(cell.Tests);
        var passed = Bits.Where(pieces.Length, piece => test(pieces[piece].Sample));
        return (passed, passed);
    }

    private sealed record Cell(UnaryTestsNode Tests, CellReading? Reading)
    {
        /// <summary>The cell where its column is not cut: only a dash is still known.</summary>
        public Cell Unread => Tests.Items.IsEmpty ? this : this with { Reading = null };
    }
}
