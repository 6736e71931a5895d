using System.Collections.Immutable;
using Bunit;
using Samanvay.Designer.Pages.Live;
using Samanvay.Designer.Pages.Live.Steering;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Views.Steering;
using Samanvay.Runtime.Work;
using Samanvay.Runtime.Work.Steering;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Live;

public sealed class SteeringTests : ScreenTest
{
    private static readonly SteeringRights All = SteeringRights.Of(
        Asker.OfPerson(new CityId("nadipur"), new PersonId("p"), new AgencyId("iccc"), CityRole.Supervisor));

    private static readonly OpenPlace Warn = new(4, "warn", "Warn the ghats")
    {
        CanSkip = true,
        Targets = [new ElementChoice("evacuate", "Evacuate", "step"), new ElementChoice("done", null, "end")],
    };

    private readonly Helm _helm = new();

    [Fact]
    public void What_would_follow_is_shown_when_the_act_is_opened_and_again_for_each_choice()
    {
        var row = Place(Warn);
        row.FindAll(".outlook li").ShouldBeEmpty();

        row.FindAll("select")[0].Change("evacuate");

        _helm.LookedAt.ShouldBe([new MoveAct(1, 4, "evacuate")]);
        row.FindAll(".outlook li").Select(line => line.TextContent)
            .ShouldBe(["Taken back: Warn the ghats (×2)", "Begins: Evacuate"]);
    }

    [Fact]
    public void An_act_without_a_choice_looks_ahead_as_soon_as_it_is_opened()
    {
        var run = Run(RunView(Warn));

        run.FindAll("details.act").Single(act => act.TextContent.Contains("Hold")).TriggerEvent(
            "ontoggle", EventArgs.Empty);

        _helm.LookedAt.ShouldBe([new HoldAct(1)]);
    }

    [Fact]
    public void An_act_is_sent_with_its_choice_and_its_reason()
    {
        var row = Place(Warn);
        row.FindAll("select")[0].Change("evacuate");
        row.FindAll("textarea")[0].Change("The bridge is closed");

        row.FindAll("form")[0].Submit();

        _helm.Done.ShouldBe([(new MoveAct(1, 4, "evacuate"), "The bridge is closed")]);
    }

    [Fact]
    public void Why_an_act_is_not_possible_is_said_in_the_readers_language()
    {
        Speak("hi");
        _helm.Refusal = new NotPossible("run-held", "This procedure is held.");
        var row = Place(Warn);

        row.FindAll("select")[0].Change("evacuate");

        row.Find(".outlook").TextContent.ShouldContain("प्रक्रिया रोकी गई है");
    }

    [Fact]
    public void What_has_no_name_is_called_by_its_kind() =>
        Place(Warn).FindAll("option").Select(option => option.TextContent).ShouldContain("End (done)");

    [Fact]
    public void Where_there_are_several_ways_out_one_can_be_chosen_for_a_skip()
    {
        var row = Place(Warn with
        {
            Targets = [],
            Ways = [new ElementChoice("f1", "Yes: Evacuate", "step"), new ElementChoice("f2", "No: Watch", "step")],
        });

        row.FindAll("option").Select(option => option.TextContent)
            .ShouldBe(["As the procedure decides", "Yes: Evacuate", "No: Watch"]);
    }

    [Fact]
    public void A_held_procedure_says_who_holds_it_and_offers_only_to_resume_or_cancel()
    {
        var hold = new HoldView(Now, "Asha Rao", "Wrong ward", 2);
        var notice = Render<HoldNotice>(parameters => parameters.Add(it => it.Hold, hold).Add(it => it.Zone, India))
            .Find(".notice").TextContent;

        notice.ShouldContain("Held since 14 Jul 06:10 by Asha Rao: Wrong ward");
        notice.ShouldContain("Come in the meantime: 2");
        Run(RunView(Warn) with { Hold = hold }).FindAll("summary.button").Select(button => button.TextContent)
            .ShouldBe(["Resume", "Cancel this procedure"]);
    }

    [Fact]
    public void Whoever_may_do_nothing_sees_no_acts() =>
        Run(RunView(Warn), SteeringRights.None).FindAll("details").ShouldBeEmpty();

    [Fact]
    public void Each_open_step_has_its_acts_beside_it_unless_its_procedure_is_held()
    {
        var step = new StepLine(3, "warn", "Warn the ghats", "Police", WorkItemState.Offered)
        {
            Role = "police",
            OfferedAt = Now,
        };
        var run = RunView(Warn with { Item = 3 });

        Steps(step, run).FindAll("summary.button").Select(button => button.TextContent).ShouldBe(["Move to…", "Skip"]);
        Steps(step with { Held = true }, run with { Hold = new HoldView(Now, "Asha Rao", "Wrong ward", 0) })
            .ShouldSatisfyAllConditions(
                table => table.FindAll("summary.button").ShouldBeEmpty(),
                table => table.Find(".pill").TextContent.ShouldContain("Held"));
    }

    [Fact]
    public void Steps_that_were_done_say_how_often_and_are_done_again_in_their_own_part()
    {
        var view = RunView(Warn);
        var run = Run(view with
        {
            Choices = view.Choices with { Repeatable = [new RepeatableStep(7, "close", "Close the gates", 2)] },
        });

        run.FindAll("option").Select(option => option.TextContent).ShouldContain("Close the gates (done: 2)");
        run.FindAll("select").Single(select => select.TextContent.Contains("gates")).Change("7/close");

        _helm.LookedAt.ShouldBe([new RepeatAct(1, 7, "close")]);
    }

    private IRenderedComponent<PlaceActs> Place(OpenPlace place) => Render<PlaceActs>(parameters => parameters
        .Add(it => it.Run, 1).Add(it => it.Place, place).Add(it => it.Rights, All).Add(it => it.Acts, _helm));

    private IRenderedComponent<RunSteering> Run(RunView run, SteeringRights? rights = null) =>
        Render<RunSteering>(parameters => parameters.Add(it => it.Run, run)
            .Add(it => it.Rights, rights ?? All).Add(it => it.Acts, _helm));

    private IRenderedComponent<StepTable> Steps(StepLine step, RunView run) => Render<StepTable>(parameters =>
        parameters.Add(it => it.Steps, [step]).Add(it => it.Operation, new OperationId(Guid.Empty))
            .Add(it => it.Runs, [run]).Add(it => it.Rights, All).Add(it => it.Acts, _helm));

    private static RunView RunView(OpenPlace place) => new(1, "v1", "River flood", 1, null)
    {
        Status = ProcessStatus.Running,
        Tokens = [],
        Completed = ImmutableSortedDictionary<string, int>.Empty,
        Choices = RunChoices.None with { Places = [place] },
    };

    private sealed class Helm : ISteer
    {
        public List<SteeringAct> LookedAt { get; } = [];

        public List<(SteeringAct Act, string Reason)> Done { get; } = [];

        public Refusal? Refusal { get; set; }

        public Task<Answer<SteeringOutlook>> LookAheadAsync(SteeringAct act)
        {
            LookedAt.Add(act);
            return Task.FromResult<Answer<SteeringOutlook>>(Refusal is { } refusal ? refusal : new SteeringOutlook
            {
                Withdrawn = ["Warn the ghats", "Warn the ghats"],
                Abandoned = [],
                NoLongerAwaited = [],
                Begun = ["Evacuate"],
                Ended = [],
            });
        }

        public Task<Refusal?> SteerAsync(SteeringAct act, string reason, string key)
        {
            Done.Add((act, reason));
            return Task.FromResult(Refusal);
        }
    }
}
