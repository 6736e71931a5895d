using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Samanvay.Tests.Support;

/// <summary>
/// A PostgreSQL server of our own: in a folder that goes with it, on a free port of this machine alone.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private const string Installed = "/usr/lib/postgresql";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("samanvay-pg-");
    private readonly string _programs;
    private readonly int _port = FreePort();
    private int _databases;

    private PostgresServer(string programs, string settings) => (_programs, Settings) = (programs, settings);

    private string Settings { get; }

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Null where no server is installed.</summary>
    /// <param name="settings">As the server's command line takes them: <c>-c fsync=off</c>.</param>
    public static PostgresServer? Start(string settings)
    {
        if (Programs() is not { } programs) return null;
        var server = new PostgresServer(programs, settings);
        try
        {
            server.Lay();
            server.Resume();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Creates an empty database and says how it is reached.</summary>
    /// <param name="template">A database to begin as a copy of, which nobody may be using.</param>
    public string Create(string? template = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"city{Interlocked.Increment(ref _databases)}");
        string[] from = template is null ? [] : ["-T", template];
        Run("createdb", ["-h", _folder.FullName, "-p", Text(_port), "-U", "samanvay", .. from, name]);
        return ConnectionTo(name);
    }

    public string[] Dump(string connection)
    {
        var name = new Npgsql.NpgsqlConnectionStringBuilder(connection).Database!;
        var file = Path.Combine(_folder.FullName, $"{name}.sql");
        Run("pg_dump",
            ["-h", _folder.FullName, "-p", Text(_port), "-U", "samanvay", "--inserts", "--no-owner", "-f", file, name]);
        return File.ReadAllLines(file);
    }

    public string ConnectionTo(string database) => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=samanvay;Database={database}");

    /// <summary>The process that starts the others; its id is the first line of the file that it keeps.</summary>
    private int ProcessId => int.Parse(
        File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Besides that one its children: one that serves nobody may flush the log for all the others.</summary>
    public IEnumerable<int> ProcessIds => File
        .ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{ProcessId}/task/{ProcessId}/children"))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(child => int.Parse(child, CultureInfo.InvariantCulture))
        .Prepend(ProcessId);

    /// <summary>Ends all its processes at once, without a word to anybody; the next start recovers from the
    /// log.</summary>
    public void Crash() => Run("pg_ctl", ["stop", "-D", Data, "-m", "immediate", "-w"]);

    public void Resume()
    {
        var options = $"-p {Text(_port)} -k {_folder.FullName} -c listen_addresses=127.0.0.1 {Settings}";
        Run("pg_ctl", ["start", "-D", Data, "-l", Path.Combine(_folder.FullName, "log"), "-o", options, "-w"]);
    }

    public void Dispose()
    {
        // pg_ctl ends the process whose id the data folder names, and no other.
        if (File.Exists(Path.Combine(Data, "postmaster.pid"))) Crash();
        _folder.Delete(recursive: true);
    }

    private void Lay()
    {
        if (Environment.IsPrivilegedProcess) Run("/bin/chown", ["postgres", _folder.FullName], asOwner: false);
        Run("initdb", ["-D", Data, "-U", "samanvay", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
    }

    // The server refuses to run as root; then it runs as the user that its package brings.
    private void Run(string program, string[] arguments, bool asOwner = true)
    {
        var path = Path.IsPathRooted(program) ? program : Path.Combine(_programs, program);
        string[] command = asOwner && Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments]
            : [path, .. arguments];
        // The server inherits what its starter has open, so nothing here may be read to its end.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "\"$@\" >>\"$0\" 2>&1 </dev/null", Log, .. command])
        {
            WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed: {File.ReadAllText(Log)}");
    }

    private string Log => Path.Combine(_folder.FullName, "said");

    private static string? Programs() => Directory.Exists(Installed)
        ? Directory.EnumerateDirectories(Installed)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
        : null;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
