namespace Samanvay.Server.Replay;

/// <summary>Text of a foreign file in a message: short, in quotes, and nothing in it that moves a cursor.</summary>
internal static class Excerpt
{
    public static string Of(string text, int max = 40)
    {
        var shown = text.Length <= max ? text : $"{text[..max]}…";
        return $"'{string.Concat(shown.Select(character => char.IsControl(character) ? '�' : character))}'";
    }
}
