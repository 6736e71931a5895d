using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Work;
using Samanvay.Runtime.Work.Steering;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Server;

/// <summary>What holds for every way into the product, found by looking at all of them.</summary>
public sealed class FrontDoorTests(ServerFixture server)
{
    /// <summary>Every call of every desk: public, asynchronous, and told who asks.</summary>
    public static TheoryData<string, string> EveryCall() =>
        [.. Calls().Select(call => (call.DeclaringType!.Name, Signature(call)))];

    [Fact]
    public void There_are_calls_to_look_at() => Calls().Count().ShouldBeGreaterThan(40);

    [Theory, MemberData(nameof(EveryCall))]
    public async Task Whoever_has_no_role_is_granted_nothing(string desk, string call) =>
        (await AnswerAsync(desk, call, Asker.OfPerson(await CityAsync(), new PersonId("nobody"), null)))
            .ShouldBeOfType<NotAllowed>();

    [Theory, MemberData(nameof(EveryCall))]
    public async Task A_key_is_granted_no_call_of_a_person(string desk, string call) =>
        (await AnswerAsync(desk, call, Asker.OfKey(await CityAsync(), new ApiKeyId("k"))))
            .ShouldBeOfType<NotAllowed>();

    [Fact]
    public async Task Every_form_of_a_browser_needs_the_token_of_a_page_and_only_programs_go_without()
    {
        var endpoints = (await server.ServicesAsync()).GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods: var methods }
                && methods.Contains("POST"))
            .Where(endpoint => !PathOf(endpoint).StartsWith("/_blazor", StringComparison.Ordinal))
            .ToList();

        endpoints.Count.ShouldBeGreaterThan(20);
        endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is not
        {
            RequiresValidation: true,
        }).Select(PathOf).Where(path => !path.StartsWith("/api/", StringComparison.Ordinal)
            && !path.StartsWith("/open311/", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/sign-out")]
    [InlineData("/season/pause")]
    [InlineData("/attention/skip")]
    [InlineData("/city/keys")]
    public async Task A_form_without_the_token_is_led_to_a_page_that_says_so(string path)
    {
        using var client = await server.ClientAsync();
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        using var form = new FormUrlEncodedContent([new("name", "x")]);

        using var answer = await client.PostAsync(path, form, TestContext.Current.CancellationToken);

        var to = answer.Headers.Location!.OriginalString;
        (to.StartsWith("/refused?why=old", StringComparison.Ordinal) || to.Contains("/sign-in?")).ShouldBeTrue(to);
    }

    private static string PathOf(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}";

    private static IEnumerable<MethodInfo> Calls() =>
        from type in typeof(AccessPolicy).Assembly.GetExportedTypes()
        where type is { IsClass: true, IsAbstract: false } && !type.IsGenericType
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(Asker)
        where AnswerOf(method.ReturnType) is not null
        select method;

    private static Type? AnswerOf(Type returned) =>
        returned is { IsGenericType: true } task && task.GetGenericTypeDefinition() == typeof(Task<>)
        && task.GetGenericArguments() is [{ IsGenericType: true } answer]
        && answer.GetGenericTypeDefinition() == typeof(Answer<>) ? answer : null;

    private static string Signature(MethodInfo method) =>
        $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";

    private async Task<CityId> CityAsync() => (await server.SetupAsync()).City.Id;

    private async Task<Refusal?> AnswerAsync(string desk, string call, Asker asker)
    {
        var method = Calls().Single(known => known.DeclaringType!.Name == desk && Signature(known) == call);
        var target = (await server.ServicesAsync()).GetRequiredService(method.DeclaringType!);
        object?[] arguments =
            [asker, .. method.GetParameters().Skip(1).Select(parameter => Plausible(parameter.ParameterType))];
        var task = (Task)method.Invoke(target, arguments)!;
        await task;
        var answer = ((dynamic)task).Result;
        return (Refusal?)answer.GetType().GetProperty("Reason")?.GetValue(answer);
    }

    // Good enough to come as far as the question who asks, which comes first.
    private static object? Plausible(Type type) => type switch
    {
        _ when type == typeof(string) => "en",
        _ when type == typeof(StepCall) => new StepCall(default, default, "key"),
        _ when type == typeof(IncidentCall) => new IncidentCall(default, "key"),
        _ when type == typeof(FaultCall) => new FaultCall(default, 1, 1, "key"),
        _ when type == typeof(SteeringAct) => new HoldAct(null),
        _ when type == typeof(byte[]) => Array.Empty<byte>(),
        _ when type.IsEnum => Enum.GetValues(type).GetValue(0),
        _ when type.IsInterface || type.IsArray || type.IsAbstract => null,
        _ => RuntimeHelpers.GetUninitializedObject(type),
    };
}
