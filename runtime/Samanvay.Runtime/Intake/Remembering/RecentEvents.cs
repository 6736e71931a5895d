namespace Samanvay.Runtime.Intake.Remembering;

/// <summary>
/// Which events came lately, for judging a batch before the database says which of them it has. Only a guess: a name is
/// kept as a number, and old ones are forgotten.
/// </summary>
internal sealed class RecentEvents
{
    // Who was not acknowledged sends again at once; more would only be looked through for nothing.
    private const int CountMax = 20_000;

    private HashSet<long> _newer = [];
    private HashSet<long> _older = [];

    public bool Has(long number) => _newer.Contains(number) || _older.Contains(number);

    public void Add(long number)
    {
        if (_newer.Count >= CountMax)
        {
            (_newer, _older) = (_older, _newer);
            _newer.Clear();
        }

        _newer.Add(number);
    }
}
