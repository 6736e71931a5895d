using System.Globalization;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.Work;

/// <summary>What can be done with a step, as the words that its forms post.</summary>
internal static class StepActs
{
    public const string Acknowledge = "acknowledge";
    public const string Complete = "complete";
    public const string Decline = "decline";
    public const string Unable = "unable";

    /// <summary>The name of the page's one form handler: it is there also when the step is over.</summary>
    public const string Handler = "step";

    public const string ActField = "act";
    public const string KeyField = "key";
    public const string ReasonField = "reason";

    private const string FieldPrefix = "field.";

    public static readonly string[] All = [Acknowledge, Complete, Decline, Unable];

    public static string PathOf(WorkLine line) => PathOf(line.Operation, line.Step.Item);

    public static string PathOf(OperationId operation, int item) =>
        string.Create(CultureInfo.InvariantCulture, $"/work/{operation}/{item}");

    /// <summary>The name under which a field of the step's form is posted; it can not clash with the page's
    /// own.</summary>
    public static string NameOf(string field) => FieldPrefix + field;

    public static bool IsField(string name) => name.StartsWith(FieldPrefix, StringComparison.Ordinal);

    public static string FieldOf(string name) => name[FieldPrefix.Length..];
}
