using System.Text.Json;

namespace Samanvay.Engine.Migration;

/// <summary>The stored form of a plan.</summary>
public static class MigrationJson
{
    public static string Write(MigrationPlan plan) =>
        JsonSerializer.Serialize(plan, EngineJson.Default.MigrationPlan);

    /// <exception cref="JsonException">The text is no plan.</exception>
    public static MigrationPlan Read(string text) =>
        JsonSerializer.Deserialize(text, EngineJson.Default.MigrationPlan)
        ?? throw new JsonException("The stored text is null.");
}
