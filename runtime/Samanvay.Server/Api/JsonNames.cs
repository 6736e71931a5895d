using System.Text.Json;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Api;

/// <summary>An object's properties. A name that is there twice says two things: neither is believed.</summary>
internal sealed record JsonNames(Dictionary<string, JsonElement> Values, SignalRefused? Problem)
{
    private const int NameMax = 64;

    public static JsonNames Of(JsonElement item)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        try
        {
            foreach (var property in item.EnumerateObject())
            {
                if (!values.TryAdd(property.Name, property.Value)) return new JsonNames(values, Twice(property.Name));
            }
        }
        catch (InvalidOperationException)
        {
            return new JsonNames(values, new SignalRefused(
                SignalRefusals.BadAttribute, "A property's name holds half a character. Send whole ones."));
        }

        return new JsonNames(values, null);
    }

    public bool TryGet(string name, out JsonElement value) => Values.TryGetValue(name, out value);

    private static SignalRefused Twice(string name) => new(
        SignalRefusals.DuplicateProperty, "A property is there twice. Send each once, so that it is clear what holds.",
        name.Length <= NameMax ? name.Replace("~", "~0").Replace("/", "~1") : "");
}
