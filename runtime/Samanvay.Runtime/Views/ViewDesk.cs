using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Series;
using Samanvay.Runtime.Views.Messages;

namespace Samanvay.Runtime.Views;

/// <summary>What screens show. Each call looks anew; <see cref="ScreenFeed"/> says when that is worth it.</summary>
public sealed class ViewDesk
{
    private readonly ViewSources _sources;
    private readonly DeviceBoard _devices;
    private readonly LiveBoard _live;
    private readonly IncidentBoard _incidents;
    private readonly WorkBoard _work;
    private readonly SlaBoard _promises;
    private readonly StartChoices _starts;
    private readonly MessageBoard _messages;

    public ViewDesk(ViewSources sources)
    {
        _sources = sources;
        _devices = new DeviceBoard(sources);
        _live = new LiveBoard(sources.Store, _devices);
        _incidents = new IncidentBoard(sources);
        _work = new WorkBoard(sources);
        _promises = new SlaBoard(sources.Store);
        _starts = new StartChoices(sources);
        _messages = new MessageBoard(sources.Store);
    }

    public Task<Answer<LiveView>> LiveAsync(Asker asker, string language, CancellationToken cancellation) =>
        ShowAsync<LiveView>(new Look(asker, FrontDoorOperation.ViewLive, language),
            async scene => await _live.OfAsync(scene, cancellation), cancellation);

    public Task<Answer<IncidentView>> IncidentAsync(
        Asker asker, OperationId id, string language, CancellationToken cancellation) =>
        ShowAsync<IncidentView>(new Look(asker, FrontDoorOperation.ViewIncident, language),
            async scene => await _incidents.OfAsync(scene, id, cancellation) is { } view
                ? view : new NotFound("incident", id.ToString()),
            cancellation);

    public Task<Answer<MyWorkView>> MyWorkAsync(Asker asker, string language, CancellationToken cancellation) =>
        ShowAsync<MyWorkView>(new Look(asker, FrontDoorOperation.ViewMyWork, language),
            async scene => await _work.MineAsync(scene, cancellation), cancellation);

    /// <summary>An open step; one that is over is not found.</summary>
    public Task<Answer<WorkItemView>> WorkItemAsync(
        Asker asker, OperationId operation, WorkItemId item, string language, CancellationToken cancellation) =>
        ShowAsync<WorkItemView>(new Look(asker, FrontDoorOperation.ViewIncident, language),
            async scene => await _work.ItemAsync(scene, operation, item, cancellation) is { } view
                ? view : new NotFound("step", $"{operation}/{item.Value}"),
            cancellation);

    public Task<Answer<SlaBoardView>> SlaBoardAsync(Asker asker, string language, CancellationToken cancellation) =>
        ShowAsync<SlaBoardView>(new Look(asker, FrontDoorOperation.ViewSlaBoard, language),
            async scene => await _promises.OfAsync(scene, cancellation), cancellation);

    /// <summary>The board's clocks, open and closed, as comma-separated values with a line of column names.</summary>
    public Task<Answer<string>> SlaCsvAsync(Asker asker, string language, CancellationToken cancellation) =>
        ShowAsync<string>(new Look(asker, FrontDoorOperation.ViewSlaBoard, language),
            async scene => await _promises.CsvAsync(scene, cancellation), cancellation);

    public Task<Answer<DevicesView>> DevicesAsync(Asker asker, string language, CancellationToken cancellation) =>
        ShowAsync<DevicesView>(new Look(asker, FrontDoorOperation.ViewDevices, language),
            async scene => new DevicesView(scene.Clock, await _devices.OfAsync(scene, cancellation)), cancellation);

    /// <summary>What a device sent over a time, thinned to so many stretches at most.</summary>
    public Task<Answer<DeviceSeries>> SeriesAsync(
        Asker asker, string device, Interval span, int stretchesMax, CancellationToken cancellation) =>
        OfDeviceAsync(
            asker, device,
            known => _sources.Series.ReadAsync(asker.City, known, span, stretchesMax, cancellation), cancellation);

    /// <summary>The readings of a device as they came, the newest so many of the time.</summary>
    public Task<Answer<DeviceReadings>> ReadingsAsync(
        Asker asker, string device, Interval span, int max, CancellationToken cancellation) =>
        OfDeviceAsync(
            asker, device,
            known => _sources.Series.ReadingsAsync(asker.City, known, span, max, cancellation), cancellation);

    /// <summary>What the asker can start by hand.</summary>
    public Task<Answer<ImmutableArray<StartChoice>>> StartChoicesAsync(
        Asker asker, string language, CancellationToken cancellation) =>
        ShowAsync<ImmutableArray<StartChoice>>(new Look(asker, FrontDoorOperation.StartByHand, language),
            async scene => await _starts.OfAsync(scene, cancellation), cancellation);

    /// <summary>The asker's own messages.</summary>
    public Task<Answer<MessagesView>> MessagesAsync(Asker asker, string language, CancellationToken cancellation) =>
        ShowAsync<MessagesView>(new Look(asker, FrontDoorOperation.ViewNotifications, language),
            async scene => Person(asker) is { } person
                ? await _messages.OfAsync(scene, person, cancellation)
                : new NotAllowed(FrontDoorOperation.ViewNotifications),
            cancellation);

    /// <summary>How many of them the asker has not read.</summary>
    public async Task<Answer<int>> UnreadAsync(Asker asker, CancellationToken cancellation) =>
        Person(asker) is { } person
            ? await _sources.Store.UnreadAsync(asker.City, person, cancellation)
            : new NotAllowed(FrontDoorOperation.ViewNotifications);

    /// <summary>The asker has read their messages up to this one.</summary>
    public async Task<Answer<Done>> MarkReadAsync(Asker asker, long upTo, CancellationToken cancellation)
    {
        if (Person(asker) is not { } person) return new NotAllowed(FrontDoorOperation.ViewNotifications);
        await _sources.Store.MarkReadAsync(
            asker.City, person, upTo, _sources.Time.Now(asker.City), cancellation);
        return default(Done);
    }

    private static PersonId? Person(Asker asker) =>
        AccessPolicy.ReachOf(asker, FrontDoorOperation.ViewNotifications) == AccessReach.Nothing ? null : asker.Person;

    private async Task<Answer<T>> OfDeviceAsync<T>(
        Asker asker, string device, Func<IntakeDevice, Task<T>> show, CancellationToken cancellation)
    {
        if (AccessPolicy.ReachOf(asker, FrontDoorOperation.ViewDevices) == AccessReach.Nothing)
            return new NotAllowed(FrontDoorOperation.ViewDevices);
        var context = await _sources.Intake.GetAsync(asker.City, cancellation);
        return context.Devices.GetValueOrDefault(device) is { } known
            ? await show(known) : new NotFound("device", device);
    }

    private async Task<Answer<T>> ShowAsync<T>(
        Look look, Func<ViewScene, Task<Answer<T>>> show, CancellationToken cancellation)
    {
        if (AccessPolicy.ReachOf(look.Asker, look.Operation) == AccessReach.Nothing)
            return new NotAllowed(look.Operation);
        return await _sources.SceneAsync(look.Asker, look.Language, cancellation) is { } scene
            ? await show(scene) : new NotFound("city", look.Asker.City.Value);
    }

    private sealed record Look(Asker Asker, FrontDoorOperation Operation, string Language);
}
