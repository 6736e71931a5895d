namespace Samanvay.Designer.Components;

/// <summary>How a state is meant; always shown with an icon and a word, never by colour alone.</summary>
public enum Tone
{
    Neutral,
    Active,
    Ok,
    Warning,
    Error,
}
