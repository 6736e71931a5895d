using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Feeds;

namespace Samanvay.Brokers;

/// <summary>Takes the messages of one feed from its queue, for as long as it runs.</summary>
/// <remarks>A message is acknowledged when everything that it tells is committed; what was refused is kept by then, so
/// nothing that can not be read comes again for ever. What is cut off in between comes again, and is recognised by its
/// key. While the lane is full or the database away, messages are held in the hand: only so many are handed out, and
/// the rest waits at the broker.</remarks>
internal sealed class QueueReader(QueueReaderParts parts, CityId city, Feed feed) : IDisposable
{
    // Every message is a turn of the lane: several at a time share its commits.
    private const ushort AtOnce = 32;
    private const ushort HandedOut = 64;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    // After half an hour without an answer the broker takes a message back by itself.
    private static readonly TimeSpan HeldMax = TimeSpan.FromMinutes(25);

    private readonly SemaphoreSlim _answers = new(1, 1);
    private readonly QueueAddress _address = QueueAddress.Of(feed);

    public async Task RunAsync(CancellationToken stop)
    {
        var wait = First;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await ReadAsync(stop)) wait = First;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                parts.Health.Failed(city, feed.Id, failure.Message);
                Log.QueueFailed(parts.Log, city, feed.Id, wait, failure);
            }

            await RestAsync(wait * (0.5 + Chance()), stop);
            wait = Longer(wait);
        }
    }

    public void Dispose() => _answers.Dispose();

    private static TimeSpan Longer(TimeSpan wait) => wait * 2 < Longest ? wait * 2 : Longest;

    /// <summary>Until the connection ends; says whether it had stood at all.</summary>
    private async Task<bool> ReadAsync(CancellationToken stop)
    {
        await using var connection = await parts.Factory(_address.Broker).CreateConnectionAsync(
            $"samanvay {city} {feed.Id}", stop);
        await using var channel = await OpenAsync(connection, stop);
        var ended = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, reason) => EndAsync(ended, reason.ReplyText);
        await channel.BasicQosAsync(0, HandedOut, false, stop);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => TakeAsync(channel, delivery, stop);
        consumer.UnregisteredAsync += (_, _) => EndAsync(ended, "The broker took the queue away.");
        await channel.BasicConsumeAsync(_address.Queue, autoAck: false, consumer, stop);
        parts.Health.Worked(city, feed.Id);
        var reason = await ended.Task.WaitAsync(stop);
        parts.Health.Failed(city, feed.Id, reason);
        Log.QueueEnded(parts.Log, city, feed.Id, reason);
        return true;
    }

    private static Task EndAsync(TaskCompletionSource<string> ended, string reason)
    {
        ended.TrySetResult(reason);
        return Task.CompletedTask;
    }

    // A queue that is there is taken as it is: one of another authority may be read and not declared.
    private async Task<IChannel> OpenAsync(IConnection connection, CancellationToken stop)
    {
        var channel = await connection.CreateChannelAsync(Options, stop);
        try
        {
            await channel.QueueDeclarePassiveAsync(_address.Queue, stop);
        }
        catch (OperationInterruptedException missing)
            when (missing.ShutdownReason?.ReplyCode == RabbitMQ.Client.Constants.NotFound)
        {
            await channel.DisposeAsync();
            channel = await connection.CreateChannelAsync(Options, stop);
            await QueueShape.DeclareAsync(channel, _address.Queue, stop);
        }

        if (_address.RoutingKey is { } key)
            await channel.QueueBindAsync(_address.Queue, "amq.topic", key, cancellationToken: stop);
        return channel;
    }

    private static CreateChannelOptions Options => new(
        publisherConfirmationsEnabled: false, publisherConfirmationTrackingEnabled: false,
        consumerDispatchConcurrency: AtOnce);

    private async Task TakeAsync(IChannel channel, BasicDeliverEventArgs delivery, CancellationToken stop)
    {
        try
        {
            var isTaken = await TakeAsync(delivery, stop);
            await AnswerAsync(channel, delivery.DeliveryTag, isTaken, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody has it now: the broker hands it out again.
        }
        catch (Exception failure)
        {
            Log.QueueLost(parts.Log, city, feed.Id, failure);
        }
    }

    /// <summary>False where it must be handed out again.</summary>
    private async Task<bool> TakeAsync(BasicDeliverEventArgs delivery, CancellationToken stop)
    {
        var message = new FeedMessage(
            city, feed.Id, FeedMessage.SenderOf(feed.Id), QueueMessage.Read(delivery, feed, parts.Time.Now(city)));
        var (began, wait) = (parts.Host.GetTimestamp(), AfterFailure);
        while (parts.Host.GetElapsedTime(began) < HeldMax)
        {
            switch (await TryAsync(message, wait, stop))
            {
                case null:
                    await RestAsync(wait, stop);
                    wait = Longer(wait);
                    break;

                case FeedAnswered:
                    parts.Health.Worked(city, feed.Id);
                    return true;

                case FeedBusy busy:
                    await RestAsync(busy.RetryAfter.ToTimeSpan(), stop);
                    break;

                // The feed has just been taken away; whoever makes it again finds its messages.
                default:
                    await RestAsync(AfterFailure, stop);
                    return false;
            }
        }

        return false;
    }

    // While the database is away, as while the lane is full, the message stays in the hand: each time that it went back
    // would count against it, and soon it would lie among those that nobody can take.
    private async Task<FeedAnswer?> TryAsync(FeedMessage message, TimeSpan wait, CancellationToken stop)
    {
        try
        {
            return await parts.Inlet.TakeAsync(message, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            parts.Health.Failed(city, feed.Id, failure.Message);
            Log.QueueFailed(parts.Log, city, feed.Id, wait, failure);
            return null;
        }
    }

    // A channel is not for two threads.
    private async Task AnswerAsync(IChannel channel, ulong tag, bool isTaken, CancellationToken stop)
    {
        await _answers.WaitAsync(stop);
        try
        {
            if (isTaken) await channel.BasicAckAsync(tag, multiple: false, stop);
            else await channel.BasicNackAsync(tag, multiple: false, requeue: true, stop);
        }
        finally
        {
            _answers.Release();
        }
    }

    private double Chance()
    {
        lock (parts.Chance) return parts.Chance.NextDouble();
    }

    private Task RestAsync(TimeSpan time, CancellationToken stop) =>
        Task.Delay(time, parts.Host, stop).ContinueWith(_ => { }, TaskScheduler.Default);
}
