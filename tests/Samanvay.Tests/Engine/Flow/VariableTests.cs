using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Flow;

public sealed class VariableTests
{
    [Fact]
    public void A_variable_is_changed_where_it_is()
    {
        var process = ProcessBuilder.Of("flood").Start().User("watch").End()
            .On("raised", Message("raised"), sub => sub.Script("note", "raised_start.level", "level").End("e"));

        var run = Run.Of(process, "{ level: 1 }").Message("raised", "{ level: 4 }");

        run["level"].ShouldBe(Run.Value("4"));
    }

    [Fact]
    public void What_an_event_sub_process_sets_first_stays_its_own()
    {
        var process = ProcessBuilder.Of("flood").Start().User("watch").End()
            .On("raised", Message("raised"), sub =>
                sub.Script("note", "raised_start.level", "level").User("act").End("e"));

        var run = Run.Of(process).Message("raised", "{ level: 4 }");

        run.Variables.TryGet("level", out _).ShouldBeFalse();
        run.Instance.Scopes.Values.Last().Variables["level"].ShouldBe(Run.Value("4"));
    }

    [Fact]
    public void Variables_can_be_set_by_hand_in_a_running_scope_only()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().User("watch").End());

        run.Do(new SetVariables(run.Now, Run.Context("{ a: 1 }")))["a"].ShouldBe(Run.Value("1"));
        run.Refused(new SetVariables(run.Now, Run.Context("{}"), new ScopeId(99))).ShouldBe(new ScopeNotFound(new(99)));
    }

    [Fact]
    public void Every_kind_of_value_survives_the_stored_form() =>
        Run.Of(
            ProcessBuilder.Of("flood").Start().User("watch").End(),
            """
            { a: date("2026-07-01"), b: duration("PT5M"), c: [1, "x", null], d: { e: true },
              f: 0.1, g: [1..3], h: time("06:00:00") }
            """)
            .Instance.Status.ShouldBe(ProcessStatus.Running);
}
