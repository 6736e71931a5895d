using System.Collections.Immutable;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Feeds.Requests;
using Samanvay.Server.Api.Feeds;

namespace Samanvay.Server.Api.Open311;

/// <summary>Serves Open311 GeoReport v2: services, requests handed in and asked for, and where to find all
/// that.</summary>
internal static class Open311Api
{
    private const string Specification = "http://wiki.open311.org/GeoReport_v2";

    private static readonly string[] Form = ["application/x-www-form-urlencoded"];

    // When what is offered here has last changed.
    private const string Changed = "2026-11-23T00:00:00Z";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/open311").AllowAnonymous();
        api.MapGet("/discovery.{format}", DiscoverAsync).WithSummary("Says which versions and formats are served.");
        var v2 = api.MapGroup("/v2");
        v2.MapGet("/services.{format}", ServicesAsync).WithSummary("Lists the services that requests are taken for.");
        v2.MapGet("/services/{code}.{format}", ServiceAsync).WithSummary("Says what a service asks for.");
        v2.MapPost("/requests.{format}", PostAsync).DisableAntiforgery()
            .WithSummary("Takes a request, with api_key, and answers with its number when it is stored.");
        v2.MapGet("/requests.{format}", RequestsAsync)
            .WithSummary("Lists requests of at most 90 days; descriptions and pictures only with a key.");
        v2.MapGet("/requests/{id}.{format}", RequestAsync).WithSummary("Says how a request stands.");
        v2.MapGet("/tokens/{token}.{format}", TokenAsync)
            .WithSummary("Says the number of a request by its token; here the number is always given at once.");
    }

    private static async Task<IResult> DiscoverAsync(HttpContext context, string format, Open311Door door)
    {
        var endpoint = Open311Fields.Of(
            ("specification", Specification),
            ("url", $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/open311/v2"),
            ("changeset", Changed), ("type", await door.IsRealAsync(context) ? "production" : "test"),
            ("formats", new Open311List("format", ["text/xml", "application/json"])));
        return format is Open311Answer.Json or Open311Answer.Xml
            ? Open311Answer.One(format, "discovery", Open311Fields.Of(
                ("changeset", Changed), ("contact", "The city's administrators."),
                ("key_service", "An administrator of the city issues keys under City, Keys."),
                ("endpoints", new Open311List("endpoint", [endpoint]))))
            : Open311Answer.Errors(
                Open311Answer.Xml, StatusCodes.Status400BadRequest, "The formats are xml and json.");
    }

    private static async Task<IResult> ServicesAsync(HttpContext context, string format, Open311Door door)
    {
        var (city, answer) = await CityAsync(context, format, door);
        return city is null ? answer! : Open311Answer.List(
            format, ("services", "service"), Open311Door.Services(city).Select(service => Open311Fields.Of(
                ("service_code", service.Code), ("service_name", service.Device.Name),
                ("description", service.Device.Name), ("metadata", false), ("type", "realtime"),
                ("keywords", service.Device.Signal.Replace('.', ',')), ("group", GroupOf(service.Device)))));
    }

    private static async Task<IResult> ServiceAsync(
        HttpContext context, string code, string format, Open311Door door)
    {
        var (city, answer) = await CityAsync(context, format, door);
        if (city is null) return answer!;
        return Open311Door.Services(city).Any(service => service.Code == code)
            ? Open311Answer.One(format, "service_definition", Open311Fields.Of(
                ("service_code", code), ("attributes", new Open311List("attribute", []))))
            : Open311Answer.Errors(format, StatusCodes.Status404NotFound, $"service_code {code} was not found.");
    }

    private static async Task<IResult> PostAsync(
        HttpContext context, string format, Open311Door door, FeedDoor feeds)
    {
        var read = await MessageRequest.ReadAsync(context, Form, default, feeds.Host);
        if (read.Problem is { } problem) return Open311Answer.Errors(format, problem.Status, problem.Message);
        var form = Open311Form.Of(read.Value!);
        var (city, answer) = await door.CityAsync(
            context, form.Jurisdiction ?? Open311Request.Argument(context, Open311Request.Jurisdiction), format);
        if (city is null) return answer!;
        var key = await door.OpenAsync(
            context, form.ApiKey ?? Open311Request.Argument(context, Open311Request.Key), city);
        if (key is null || Open311Door.FeedOf(city, key, form.Service) is not { } feed)
        {
            return Open311Answer.Errors(
                format, StatusCodes.Status403Forbidden,
                "The api_key is missing, or may not hand in requests here. An administrator of the city issues one.");
        }

        var content = form.Content with { ReceivedAt = door.Now(city.City.Id) };
        return await feeds.TakeAsync(
            context, new FeedMessage(city.City.Id, feed.Id, key.Sender, content) { Key = key.Id },
            answered => RequestAnswers.Of(answered, format));
    }

    private static async Task<IResult> RequestsAsync(HttpContext context, string format, Open311Door door)
    {
        var (city, answer) = await CityAsync(context, format, door);
        if (city is null) return answer!;
        var (query, problem) = Open311Request.Read(context, city.City.Id, door.Now(city.City.Id));
        return query is null
            ? Open311Answer.Errors(format, StatusCodes.Status400BadRequest, problem!)
            : await ListAsync(context, (city, format), query, door);
    }

    private static async Task<IResult> RequestAsync(
        HttpContext context, string id, string format, Open311Door door)
    {
        var (city, answer) = await CityAsync(context, format, door);
        if (city is null) return answer!;
        var query = new RequestQuery(city.City.Id) { Ids = [id] };
        return (await door.ListAsync(context, query)).Count == 0
            ? Open311Answer.Errors(format, StatusCodes.Status404NotFound, $"service_request_id {id} was not found.")
            : await ListAsync(context, (city, format), query, door);
    }

    private static async Task<IResult> TokenAsync(
        HttpContext context, string token, string format, Open311Door door)
    {
        var (city, answer) = await CityAsync(context, format, door);
        if (city is null) return answer!;
        var found = await door.ListAsync(context, new RequestQuery(city.City.Id) { Ids = [token] });
        return found is [var request, ..]
            ? Open311Answer.List(format, ("service_requests", "request"),
                [Open311Fields.Of(("service_request_id", request.Id), ("token", token))])
            : Open311Answer.Errors(format, StatusCodes.Status404NotFound, $"token {token} was not found.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, (CitySnapshot City, string Format) asked, RequestQuery query, Open311Door door)
    {
        var key = Open311Request.Argument(context, Open311Request.Key);
        var mayRead = await door.OpenAsync(context, key, asked.City) is not null;
        var names = Open311Door.Services(asked.City)
            .ToImmutableDictionary(service => service.Code, service => service.Device.Name);
        return Open311Answer.List(
            asked.Format, ("service_requests", "request"),
            (await door.ListAsync(context, query)).Select(request =>
                FieldsOf(request, names.GetValueOrDefault(request.Service), mayRead)));
    }

    // What people write may name them or others: it is told to who has a key.
    private static Open311Fields FieldsOf(KeptRequest request, string? service, bool mayRead) => Open311Fields.Of(
        ("service_request_id", request.Id), ("status", request.Status),
        ("status_notes", request.Facts.StatusNotes), ("service_name", service), ("service_code", request.Service),
        ("description", mayRead ? request.Facts.Description : null), ("agency_responsible", request.Facts.Agency),
        ("service_notice", null), ("requested_datetime", request.RequestedAt),
        ("updated_datetime", request.UpdatedAt), ("expected_datetime", request.Facts.ExpectedAt),
        ("address", mayRead ? request.Facts.Address : null), ("address_id", request.Facts.AddressId),
        ("zipcode", null), ("lat", request.Facts.Latitude), ("long", request.Facts.Longitude),
        ("media_url", mayRead ? request.Facts.MediaUrl : null));

    private static Task<(CitySnapshot? City, IResult? Answer)> CityAsync(
        HttpContext context, string format, Open311Door door) =>
        door.CityAsync(context, Open311Request.Argument(context, Open311Request.Jurisdiction), format);

    private static string GroupOf(Device device) => device.Signal.Split('.')[0];
}
