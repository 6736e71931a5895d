using System.Collections.Immutable;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Syntax;

/// <content>If, for, some, every, functions and their arguments, and types.</content>
internal sealed partial class Parser
{
    private IfNode If()
    {
        var offset = _reader.Take().Start;
        var condition = Expression();
        _reader.ExpectWord("then", "after the condition of 'if'");
        var then = Expression();
        _reader.ExpectWord("else", "after the 'then' part of 'if'");
        return new(offset, condition, then, Expression());
    }

    private ForNode For()
    {
        var offset = _reader.Take().Start;
        var mark = _names.Mark;
        var iterations = Iterations();
        _reader.ExpectWord("return", "after what 'for' goes through");
        var body = Expression();
        _names.Leave(mark);
        return new(offset, iterations, body);
    }

    private QuantifiedNode Quantified()
    {
        var word = _reader.Take();
        var mark = _names.Mark;
        var iterations = Iterations();
        _reader.ExpectWord("satisfies", $"after what '{word.Text}' goes through");
        var condition = Expression();
        _names.Leave(mark);
        return new(word.Start, word.Text == "every", iterations, condition);
    }

    private ImmutableArray<Iteration> Iterations()
    {
        var iterations = ImmutableArray.CreateBuilder<Iteration>();
        do
        {
            var name = NameUntil(token => token.IsWord("in"), "'in' after the name");
            _reader.ExpectWord("in", "after the name");
            var domain = Expression();
            iterations.Add(new(name, domain, _reader.TakeSymbol("..") ? Expression() : null));
            _names.Add(name);
            if (iterations.Count > IterationsMax) throw TooDeep();
        }
        while (_reader.TakeSymbol(","));
        return iterations.ToImmutable();
    }

    private FunctionNode Function()
    {
        var offset = _reader.Take().Start;
        _reader.ExpectSymbol("(", "after 'function'");
        var parameters = ImmutableArray.CreateBuilder<FeelParameter>();
        var mark = _names.Mark;
        if (!_reader.Current.IsSymbol(")"))
        {
            do parameters.Add(Parameter());
            while (_reader.TakeSymbol(","));
        }

        _reader.ExpectSymbol(")", "after the parameters of the function");
        var isExternal = _reader.TakeWord("external");
        var body = Expression();
        _names.Leave(mark);
        return new(offset, parameters.ToImmutable(), body, isExternal);
    }

    private FeelParameter Parameter()
    {
        var name = NameUntil(
            token =>
                token.IsSymbol(":") || token.IsSymbol(",") || token.IsSymbol(")"), "',' or ')' after the parameter");
        _names.Add(name);
        return new(name, _reader.TakeSymbol(":") ? Type() : FeelType.Any);
    }

    private ImmutableArray<Argument> Arguments()
    {
        _reader.Take();
        if (_reader.TakeSymbol(")")) return [];
        var arguments = ImmutableArray.CreateBuilder<Argument>();
        var named = StartsNamedArgument();
        do
        {
            if (named && !StartsNamedArgument()) throw _reader.Unexpected("the name of the next argument and ':'");
            var name = named ? NameUntil(token => token.IsSymbol(":"), "':' after the name of the argument") : null;
            if (named) _reader.Take();
            arguments.Add(new(name, Expression()));
        }
        while (_reader.TakeSymbol(","));
        _reader.ExpectSymbol(")", "after the arguments");
        return arguments.ToImmutable();
    }

    private bool StartsNamedArgument()
    {
        var count = 0;
        while (CanBeInName(_reader.After(count))) count++;
        return count > 0 && _reader.Current.Kind == TokenKind.Name && _reader.After(count).IsSymbol(":");
    }

    private FeelType Type()
    {
        if (++_nesting > NestingMax) throw TooDeep();
        var type = _reader.Current.Text switch
        {
            "list" when OpensType() => new FeelType.ListType(OneTypeParameter()),
            "range" when OpensType() => new FeelType.RangeType(OneTypeParameter()),
            "context" when OpensType() => ContextType(),
            "function" when OpensType() => FunctionType(),
            _ => NamedType(),
        };
        _nesting--;
        return type;
    }

    private bool OpensType() => _reader.Current.Kind == TokenKind.Name && _reader.After(1).IsSymbol("<");

    private FeelType OneTypeParameter()
    {
        OpenType();
        var type = Type();
        _reader.ExpectSymbol(">", "after the type");
        return type;
    }

    private void OpenType()
    {
        _reader.Take();
        _reader.Take();
    }

    private FeelType.ContextType ContextType()
    {
        OpenType();
        var fields = ImmutableSortedDictionary.CreateBuilder<string, FeelType>(StringComparer.Ordinal);
        do
        {
            var name = NameUntil(token => token.IsSymbol(":"), "':' after the name of the entry");
            _reader.ExpectSymbol(":", "after the name of the entry");
            fields[name] = Type();
        }
        while (_reader.TakeSymbol(","));
        _reader.ExpectSymbol(">", "after the entries of the context type");
        return new(fields.ToImmutable());
    }

    private FeelType.FunctionType FunctionType()
    {
        OpenType();
        var parameters = ImmutableArray.CreateBuilder<FeelType>();
        if (!_reader.Current.IsSymbol(">"))
        {
            do parameters.Add(Type());
            while (_reader.TakeSymbol(","));
        }

        _reader.ExpectSymbol(">", "after the parameters of the function type");
        _reader.ExpectSymbol("->", "before the result of the function type");
        return new(parameters.ToImmutable(), Type());
    }

    private FeelType NamedType()
    {
        var start = _reader.Offset;
        foreach (var name in _given?.Types.Keys.OrderByDescending(key => key.Length) ?? Enumerable.Empty<string>())
        {
            var end = KnownNames.End(name, _reader.Text, start);
            if (end >= 0 && _reader.TakeUntil(end)) return _given!.Types[name];
        }

        foreach (var name in MultiWordTypes)
        {
            var end = KnownNames.End(name, _reader.Text, start);
            if (end >= 0 && _reader.TakeUntil(end)) return FeelType.OfName(name)!;
        }

        if (FeelType.OfName(_reader.Current.Text) is not { } type || _reader.Current.Kind != TokenKind.Name)
        {
            throw _reader.Problem(
                ProblemCodes.UnknownType,
                $"There is no type '{_reader.Current.Text}'. Types are number, string, date, list<...> and so on.");
        }

        _reader.Take();
        return type;
    }

    private static readonly ImmutableArray<string> MultiWordTypes =
        ["date and time", "days and time duration", "years and months duration"];
}
