using System.Text.Json.Serialization;

namespace Samanvay.Designer.Localization;

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class TextsJson : JsonSerializerContext;
