namespace Samanvay.Runtime.Intake;

/// <summary>Why signals are not taken. Part of metrics and answers: never renamed.</summary>
public static class SignalRefusals
{
    // The request as a whole.
    public const string KeyNotValid = "key-not-valid";
    public const string MediaType = "media-type";
    public const string ContentEncoding = "content-encoding";
    public const string TooLarge = "too-large";
    public const string TooSlow = "too-slow";
    public const string CutShort = "cut-short";
    public const string NotUtf8 = "not-utf8";
    public const string NotJson = "not-json";
    public const string TooDeep = "too-deep";
    public const string EventCount = "event-count";
    public const string Busy = "busy";

    // The form of one event.
    public const string NotAnEvent = "not-an-event";
    public const string WrongSpecversion = "wrong-specversion";
    public const string AttributeMissing = "attribute-missing";
    public const string BadAttribute = "bad-attribute";
    public const string DuplicateProperty = "duplicate-property";
    public const string BadTime = "bad-time";
    public const string DataMissing = "data-missing";
    public const string ValueMissing = "value-missing";
    public const string BadValue = "bad-value";
    public const string BadUnit = "bad-unit";

    // What the city can not judge.
    public const string UnknownDevice = "unknown-device";
    public const string UnknownUnit = "unknown-unit";
    public const string ImpossibleValue = "impossible-value";
    public const string InTheFuture = "in-the-future";
    public const string TooOld = "too-old";

    /// <summary>It is stored, but a rule of the city can not judge it. No refusal, yet counted as one.</summary>
    public const string NotJudged = "not-judged";

    /// <summary>The request can not be handled; the cause is in the log.</summary>
    public const string Failed = "failed";
}
