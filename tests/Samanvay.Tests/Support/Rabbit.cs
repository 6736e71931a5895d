using Samanvay.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(Rabbit))]

namespace Samanvay.Tests.Support;

/// <summary>
/// The broker of a test run. Started by the first test that asks; where none is installed those tests are skipped, or
/// fail when <c>SAMANVAY_STRICT</c> is set.
/// </summary>
public sealed class Rabbit : IDisposable
{
    private const string Missing = "RabbitMQ is not installed on this machine (Debian: apt install rabbitmq-server).";

    private static readonly Lock Gate = new();
    private static RabbitServer? _server;

    internal static RabbitServer Started()
    {
        lock (Gate)
        {
            _server ??= RabbitServer.Start();
            if (_server is null && Environment.GetEnvironmentVariable("SAMANVAY_STRICT") is not null)
                Assert.Fail(Missing);
            Assert.SkipWhen(_server is null, Missing);
            return _server!;
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            _server?.Dispose();
            _server = null;
        }
    }
}
