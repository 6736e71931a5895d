using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Shouldly;

namespace Samanvay.Tests.Brokers;

/// <summary>As much of MQTT 3.1.1 as a sensor needs: connect, publish once and wait for the answer.</summary>
internal sealed class MqttPublisher : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly NetworkStream _stream;

    public MqttPublisher(int port)
    {
        _client.Connect(IPAddress.Loopback, port);
        _stream = _client.GetStream();
        Send(0x10, [.. Text("MQTT"), 4, 0xC2, 0, 60, .. Text("sensor"), .. Text("guest"), .. Text("guest")]);
        Answer(4).ShouldBe([0x20, 2, 0, 0]);
    }

    /// <summary>At least once (QoS 1).</summary>
    public void Publish(string topic, byte[] payload)
    {
        Send(0x32, [.. Text(topic), 0, 1, .. payload]);
        Answer(4).ShouldBe([0x40, 2, 0, 1]);
    }

    public void Dispose() => _client.Dispose();

    private void Send(byte kind, byte[] rest)
    {
        var bytes = new List<byte> { kind };
        var length = rest.Length;
        do
        {
            bytes.Add((byte)((length % 128) | (length > 127 ? 128 : 0)));
            length /= 128;
        }
        while (length > 0);
        _stream.Write([.. bytes, .. rest]);
    }

    private byte[] Answer(int length)
    {
        var answer = new byte[length];
        _stream.ReadExactly(answer);
        return answer;
    }

    private static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [(byte)(bytes.Length / 256), (byte)(bytes.Length % 256), .. bytes];
    }
}

internal static class ConfigurationWords
{
    public static IConfiguration With(this ConfigurationManager configuration, (string Key, string Value)[] entries)
    {
        configuration.AddInMemoryCollection(
            entries.Select(entry => KeyValuePair.Create(entry.Key, (string?)entry.Value)));
        return configuration;
    }
}
