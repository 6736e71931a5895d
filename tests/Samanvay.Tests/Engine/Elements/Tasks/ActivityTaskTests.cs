using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Elements.Tasks;

public sealed class ActivityTaskTests
{
    private static ProcessBuilder Warning() =>
        ProcessBuilder.Of("flood").Start()
            .Service("warn", "notify.sign", ("group", "=ward.signs"), ("expiresIn", "PT60M")).End();

    [Fact]
    public void A_service_task_asks_its_activity_with_computed_and_plain_inputs()
    {
        var run = Run.Of(Warning(), "{ ward: { signs: \"upstream\" } }");

        var request = run.Effects.ShouldHaveSingleItem().ShouldBeOfType<RequestActivity>();
        request.Type.ShouldBe("notify.sign");
        request.Version.ShouldBe("1");
        request.Inputs.ShouldBe(Run.Context("{ group: \"upstream\", expiresIn: \"PT60M\" }"));
    }

    [Fact]
    public void Its_answer_lets_the_process_go_on()
    {
        var process = ProcessBuilder.Of("flood").Start().Service("warn").Variable("seen", "=count").End();

        var run = Run.Of(process).Answer("warn", "{ count: 12 }");

        run["seen"].ShouldBe(Run.Value("12"));
        run.ShouldHaveEnded();
    }

    [Fact]
    public void Its_failure_is_a_fault_and_a_retry_asks_again()
    {
        var run = Run.Of(Warning());

        run.Do(new FailActivity(run.Now, run.TokenAt("warn"), "the sign server does not answer", Retryable: true));
        run.OnlyFault.Kind.ShouldBe(FaultKind.Activity);
        run.Refused(
            new CompleteActivity(run.Now, run.TokenAt("warn"), Run.Context("{}"))).ShouldBeOfType<StepNotOpen>();
        run.Retry();

        run.Effects.ShouldHaveSingleItem().ShouldBeOfType<RequestActivity>();
        run.Answer("warn").ShouldHaveEnded();
    }

    [Fact]
    public void A_skipped_failure_goes_on_without_the_answer()
    {
        var run = Run.Of(Warning());
        run.Do(new FailActivity(run.Now, run.TokenAt("warn"), "no such group", Retryable: false));

        run.Skip().ShouldHaveEnded();

        run.News.OfType<FaultResolved>().Single().Reason.ShouldBe("agreed by phone");
    }

    [Fact]
    public void A_send_task_is_an_activity_too()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Add(new SendTask { Id = "tell", Sop = new() { Activity = new("notify.sms", "2", [], []) } }).End();

        Run.Of(process).Answer("tell").ShouldHaveEnded();
    }
}
