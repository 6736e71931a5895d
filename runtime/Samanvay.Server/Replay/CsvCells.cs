using System.Text;

namespace Samanvay.Server.Replay;

/// <summary>The cells of one line of a spreadsheet (RFC 4180, without line breaks inside of cells).</summary>
internal static class CsvCells
{
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>The separator that a heading uses most.</summary>
    public static char SeparatorOf(string heading) =>
        Separators.MaxBy(separator => heading.Count(character => character == separator));

    public static string[] Split(string line, char separator)
    {
        if (!line.Contains('"', StringComparison.Ordinal))
            return line.Split(separator, StringSplitOptions.TrimEntries);

        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var place = 0; place < line.Length; place++)
        {
            var character = line[place];
            if (quoted && character == '"' && place + 1 < line.Length && line[place + 1] == '"')
                cell.Append(line[place++]);
            else if (character == '"')
                quoted = !quoted;
            else if (character == separator && !quoted)
                End();
            else
                cell.Append(character);
        }

        End();
        return [.. cells];

        void End()
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
        }
    }
}
