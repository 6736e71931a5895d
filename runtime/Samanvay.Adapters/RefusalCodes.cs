using System.Collections.Immutable;

namespace Samanvay.Adapters;

/// <summary>Why messages are not taken. Part of metrics and answers: never renamed.</summary>
public static class RefusalCodes
{
    // The message as a whole.
    public const string MediaType = "media-type";
    public const string TooLarge = "too-large";
    public const string TooDeep = "too-deep";
    public const string NotUtf8 = "not-utf8";
    public const string NotJson = "not-json";
    public const string NotXml = "not-xml";
    public const string NotCsv = "not-csv";
    public const string DocumentType = "document-type";
    public const string EventCount = "event-count";

    // The form of one part.
    public const string NotAnEvent = "not-an-event";
    public const string WrongSpecversion = "wrong-specversion";
    public const string AttributeMissing = "attribute-missing";
    public const string BadAttribute = "bad-attribute";
    public const string UnknownElement = "unknown-element";
    public const string DuplicateProperty = "duplicate-property";
    public const string BadTime = "bad-time";
    public const string BadPlace = "bad-place";
    public const string BadReference = "bad-reference";
    public const string DataMissing = "data-missing";
    public const string ValueMissing = "value-missing";
    public const string BadValue = "bad-value";
    public const string ImpossibleValue = "impossible-value";
    public const string BadUnit = "bad-unit";
    public const string UnknownUnit = "unknown-unit";
    public const string BadMapping = "bad-mapping";

    /// <summary>The bytes themselves can not be read, by whatever they are held against.</summary>
    public static ImmutableHashSet<string> OfTheText { get; } =
        [TooLarge, TooDeep, NotUtf8, NotJson, NotXml, DocumentType, DuplicateProperty];

    /// <summary>The sender wrote it so: it stays wrong however often it is read by the same standard.</summary>
    public static ImmutableHashSet<string> OfTheSender { get; } =
    [
        .. OfTheText, NotCsv, EventCount, NotAnEvent, WrongSpecversion, AttributeMissing, BadAttribute, UnknownElement,
        BadTime, BadPlace, BadReference, DataMissing, ValueMissing, BadValue, ImpossibleValue, BadUnit,
    ];
}
