using System.Collections.Immutable;

namespace Samanvay.Runtime.Procedures.Forms;

/// <summary>What a person fills in to complete a step: the part of form-js that the product's own screens
/// render.</summary>
public sealed record Form(string Id, ImmutableArray<FormField> Fields)
{
    public IEnumerable<FormField> Inputs => Fields.Where(each => each.Kind != FormFieldKind.Text);
}

/// <summary>The names are form-js's own component types.</summary>
public enum FormFieldKind
{
    Text,
    Textfield,
    Textarea,
    Number,
    Checkbox,
    Select,
    Radio,
    Checklist,
    Datetime,
}

/// <summary>What a date and time field asks for.</summary>
public enum FormMoment
{
    Date,
    Time,
    Datetime,
}

/// <param name="Key">The name of the value in the form's result; empty for a text, which has none.</param>
public sealed record FormField(FormFieldKind Kind, string Key, string Label)
{
    public string? Description { get; init; }

    public bool Required { get; init; }

    public int? LengthMin { get; init; }

    public int? LengthMax { get; init; }

    /// <summary>A regular expression that the whole of a text must match.</summary>
    public string? Pattern { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    /// <summary>Digits after the decimal point; 0 for whole numbers, absent for any.</summary>
    public int? DecimalDigits { get; init; }

    public FormMoment Moment { get; init; }

    public ImmutableArray<FormOption> Options { get; init; } = [];
}

/// <summary>A choice; the value goes into the result, the label is for people.</summary>
public sealed record FormOption(string Value, string Label);
