using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Samanvay.Designer.Pages.City.Parts;

/// <summary>The fields of a form as a person filled them in. An empty field is absent.</summary>
public sealed class PostedForm(IFormCollection fields)
{
    public IFormFileCollection Files => fields.Files;

    public string? Text(string field) => fields[field].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The text as it came, with its lines.</summary>
    public string Whole(string field) => fields[field].ToString();

    public bool Has(string field) => fields[field].Count > 0;

    public IEnumerable<string> Many(string field) => fields[field].OfType<string>().Where(value => value.Length > 0);

    /// <summary>Absent when empty; not a number when it can not be read, so that the rules refuse it.</summary>
    public double? Number(string field) => Text(field) switch
    {
        null => null,
        { } text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => double.NaN,
    };

    /// <summary>Absent when empty; 0 when it is no whole number, so that the rules refuse it.</summary>
    public int? WholeNumber(string field) => Number(field) switch
    {
        null => null,
        { } number when double.IsInteger(number) && Math.Abs(number) < int.MaxValue => (int)number,
        _ => 0,
    };
}

/// <summary>One line of a list to choose from.</summary>
public sealed record Choice(string Value, string Text);
