using System.Globalization;

namespace Samanvay.Adapters.Measures;

/// <summary>Reads one unit expression by UCUM 2.1, section 2.2, in its case sensitive form.</summary>
internal sealed class UcumReader(string code, IReadOnlyDictionary<string, UcumAtom> atoms)
{
    private const int LengthMax = 64;
    private const int DepthMax = 8;
    private const int ExponentMax = 12;

    private int _at;
    private int _depth;

    /// <summary>None where it is no unit of UCUM, or one that this knows nothing of.</summary>
    public Measure? Read()
    {
        if (code.Length is 0 or > LengthMax) return null;
        try
        {
            var read = MainTerm();
            return _at == code.Length ? read : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private Measure? MainTerm()
    {
        if (!Take('/')) return Term();
        return Term() is { IsSpecial: false } below ? below.Power(-1) : null;
    }

    private Measure? Term()
    {
        var product = Component();
        while (product is not null && _at < code.Length && code[_at] is '.' or '/')
        {
            var isQuotient = code[_at++] == '/';
            if (Component() is not { IsSpecial: false } next || product.IsSpecial) return null;
            product *= isQuotient ? next.Power(-1) : next;
        }

        return product;
    }

    private Measure? Component()
    {
        if (Take('(')) return Bracketed();
        if (_at < code.Length && code[_at] == '{') return Annotation() ? Measure.Unity : null;
        var unit = Factor() ?? Powered();
        return unit is not null && _at < code.Length && code[_at] == '{' && !Annotation() ? null : unit;
    }

    private Measure? Bracketed()
    {
        if (++_depth > DepthMax) return null;
        var inner = Term();
        _depth--;
        return Take(')') ? inner : null;
    }

    // What stands in braces is for people.
    private bool Annotation()
    {
        var end = code.IndexOf('}', _at);
        if (end < 0 || code.AsSpan(_at + 1, end - _at - 1).Contains('{')) return false;
        _at = end + 1;
        return true;
    }

    // 10* and 10^ are atoms, though they begin like a number.
    private Measure? Factor()
    {
        var end = _at;
        while (end < code.Length && char.IsAsciiDigit(code[end])) end++;
        if (end == _at || (end < code.Length && code[end] is '*' or '^')) return null;
        var number = decimal.Parse(code.AsSpan(_at, end - _at), CultureInfo.InvariantCulture);
        _at = end;
        return number == 0 ? null : Measure.Unity with { Factor = Ratio.Of(number) };
    }

    private Measure? Powered()
    {
        var start = _at;
        if (code.AsSpan(_at).StartsWith("10")) _at += 3;
        else Symbol();
        if (_at > code.Length || Simple(code[start.._at]) is not { } unit) return null;
        var end = _at;
        if (end < code.Length && code[end] is '+' or '-') end++;
        while (end < code.Length && char.IsAsciiDigit(code[end])) end++;
        if (end == _at) return unit;
        if (unit.IsSpecial || !int.TryParse(code.AsSpan(_at, end - _at), CultureInfo.InvariantCulture, out var exponent)
            || Math.Abs(exponent) > ExponentMax)
        {
            return null;
        }

        _at = end;
        return unit.Power(exponent);
    }

    // Letters and signs; whatever stands in square brackets belongs to the symbol.
    private void Symbol()
    {
        while (_at < code.Length)
        {
            var letter = code[_at];
            if (letter == '[')
            {
                var end = code.IndexOf(']', _at);
                _at = end < 0 ? code.Length : end + 1;
            }
            else if (char.IsAsciiLetter(letter) || letter is '%' or '\'' or '_')
            {
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    // An atom goes before a prefix with an atom: Pa is pascal, min a minute.
    private Measure? Simple(string symbol)
    {
        if (atoms.TryGetValue(symbol, out var atom)) return atom.Measure;
        for (var length = 1; length <= 2 && length < symbol.Length; length++)
        {
            if (UcumAtoms.Prefixes.TryGetValue(symbol[..length], out var exponent)
                && atoms.TryGetValue(symbol[length..], out var prefixed) && prefixed.IsMetric)
            {
                return prefixed.Measure with { Factor = prefixed.Measure.Factor * Ratio.Ten(exponent) };
            }
        }

        return null;
    }

    private bool Take(char sign)
    {
        if (_at >= code.Length || code[_at] != sign) return false;
        _at++;
        return true;
    }
}
