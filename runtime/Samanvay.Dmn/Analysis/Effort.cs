namespace Samanvay.Dmn.Analysis;

/// <summary>Counts what a search does, so that a table of any shape is left alone after a while.</summary>
internal sealed class Effort(int max)
{
    private int _spent;

    public bool IsSpent => _spent > max;

    /// <summary>False when there is none left.</summary>
    public bool Spend()
    {
        if (!IsSpent) _spent++;
        return !IsSpent;
    }
}
