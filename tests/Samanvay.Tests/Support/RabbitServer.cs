using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Samanvay.Tests.Support;

/// <summary>A RabbitMQ broker of our own: in a folder that goes with it, on free ports of this machine alone, with the
/// plug-in for MQTT.</summary>
internal sealed class RabbitServer : IDisposable
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string Control = "/usr/lib/rabbitmq/bin/rabbitmqctl";

    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("samanvay-mq-");
    private readonly int _names = FreePort();
    private readonly int _distribution = FreePort();
    private Process? _process;

    private RabbitServer()
    {
    }

    public int Port { get; } = FreePort();

    public int MqttPort { get; } = FreePort();

    /// <summary>Null where no broker is installed.</summary>
    public static RabbitServer? Start()
    {
        if (!File.Exists(Program)) return null;
        var server = new RabbitServer();
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

    /// <summary>Cuts all connections, as a broken net does.</summary>
    public void CutConnections() =>
        Run(Control, ["-n", Node, "close_all_connections", "--vhost", "/", "cut by a test"]);

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            Run(Control, ["-n", Node, "shutdown", "--timeout", "30"], mayFail: true);
            if (!_process.WaitForExit(TimeSpan.FromSeconds(30))) _process.Kill(entireProcessTree: true);
        }

        _process?.Dispose();
        // The table of names listens on a port of our own, so it is ours alone.
        Run("/usr/bin/epmd", ["-port", Text(_names), "-kill"], mayFail: true);
        _folder.Delete(recursive: true);
    }

    private string Node => string.Create(CultureInfo.InvariantCulture, $"samanvay{Port}@localhost");

    private void Lay()
    {
        foreach (var part in (string[])["mnesia", "log", "home"]) Directory.CreateDirectory(In(part));
        File.WriteAllText(In("plugins"), "[rabbitmq_mqtt].");
        File.WriteAllText(In("env"), "");
        File.WriteAllText(In("rabbitmq.conf"), string.Create(CultureInfo.InvariantCulture, $"""
            listeners.tcp.1 = 127.0.0.1:{Port}
            mqtt.listeners.tcp.1 = 127.0.0.1:{MqttPort}
            mqtt.exchange = amq.topic
            mqtt.default_user = guest
            mqtt.default_pass = guest
            """));
    }

    private void Resume()
    {
        _process = Process.Start(Told(Program, []))!;
        var clock = Stopwatch.StartNew();
        while (!Listens(Port) || !Listens(MqttPort))
        {
            if (_process.HasExited || clock.Elapsed > StartMax)
                throw new InvalidOperationException($"The broker did not start: {File.ReadAllText(In("said"))}");
            _process.WaitForExit(TimeSpan.FromMilliseconds(200));
        }
    }

    private void Run(string program, string[] arguments, bool mayFail = false)
    {
        using var process = Process.Start(Told(program, arguments))!;
        process.WaitForExit();
        if (process.ExitCode != 0 && !mayFail)
            throw new InvalidOperationException($"{program} failed: {File.ReadAllText(In("said"))}");
    }

    // What it says goes to a file: it inherits what its starter has open, so nothing here may be read to its end.
    private ProcessStartInfo Told(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(
            "/bin/sh", ["-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", In("said"), program, .. arguments])
        {
            WorkingDirectory = _folder.FullName,
        };
        start.Environment["HOME"] = In("home");
        start.Environment["RABBITMQ_NODENAME"] = Node;
        start.Environment["RABBITMQ_MNESIA_BASE"] = In("mnesia");
        start.Environment["RABBITMQ_LOG_BASE"] = In("log");
        start.Environment["RABBITMQ_ENABLED_PLUGINS_FILE"] = In("plugins");
        start.Environment["RABBITMQ_CONFIG_FILE"] = In("rabbitmq.conf");
        start.Environment["RABBITMQ_CONF_ENV_FILE"] = In("env");
        start.Environment["RABBITMQ_DIST_PORT"] = Text(_distribution);
        start.Environment["ERL_EPMD_PORT"] = Text(_names);
        start.Environment["ERL_EPMD_ADDRESS"] = "127.0.0.1";
        return start;
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private static bool Listens(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
