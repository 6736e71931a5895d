using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Samanvay.Engine;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine;

/// <summary>C# has no closed unions: this finds a command, fact, effect or element that somebody forgot.</summary>
public sealed class ExhaustivenessTests
{
    private static readonly Assembly Engine = typeof(ProcessEngine).Assembly;

    public static TheoryData<Type> Facts => [.. Concrete(typeof(Fact))];

    public static TheoryData<Type> Commands => [.. Concrete(typeof(Command))];

    public static TheoryData<Type> Nodes => [.. Concrete(typeof(ExecutableNode))];

    [Theory]
    [InlineData(typeof(Command))]
    [InlineData(typeof(Fact))]
    [InlineData(typeof(Effect))]
    [InlineData(typeof(Rejection))]
    public void Every_member_of_a_family_has_an_explicit_name_in_JSON(Type family)
    {
        var named = family.GetCustomAttributes<JsonDerivedTypeAttribute>().ToList();

        named.Select(each => each.DerivedType).ShouldBe(Concrete(family), ignoreOrder: true);
        named.Select(each => each.TypeDiscriminator).ShouldBeUnique();
        named.ShouldAllBe(each => IsKebab((string)each.TypeDiscriminator!));
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void Every_fact_has_a_case_in_the_fold(Type fact) =>
        Unreachable(() => ProcessEngine.Apply(ProcessInstance.New(new(1)), (Fact)Empty(fact))).ShouldBeFalse();

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_a_case_in_the_engine(Type command)
    {
        var process = ProcessBuilder.Of("flood").Start().User("a").End().Compile();
        var instance = command == typeof(StartProcess) ? ProcessInstance.New(new(1)) : Run.New(process)
            .Start(null).Instance;

        Unreachable(() => ProcessEngine.Step(process, instance, (Command)Empty(command))).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Nodes))]
    public void Every_element_has_a_behavior(Type node) =>
        Unreachable(() => BehaviorTable.Enter(null!, (ExecutableNode)Empty(node), null!)).ShouldBeFalse();

    [Fact]
    public void Every_rejection_speaks_to_the_officer_on_duty() =>
        Concrete(typeof(Rejection)).ShouldAllBe(type => ((Rejection)Empty(type)).Message.EndsWith('.'));

    [Fact]
    public void The_stored_names_of_facts_are_written_down_here_so_that_none_changes() =>
        JsonSerializer.Serialize(typeof(Fact).GetCustomAttributes<JsonDerivedTypeAttribute>()
            .Select(each => (string)each.TypeDiscriminator!).Order(StringComparer.Ordinal)).ShouldBe(
            """
            ["activity-completed","activity-failed","activity-repeated","activity-requested","activity-withdrawn",
            "ad-hoc-closed","ad-hoc-step-completed","ad-hoc-step-started","buffered-message-taken",
            "call-completed","call-withdrawn","compensation-begun","compensation-kept",
            "compensation-stepped","complex-gateway-activated","complex-gateway-reset","condition-changed",
            "decision-evaluated","error-thrown","escalation-raised","expression-warned","fault-raised",
            "fault-resolved","inputs-mapped","instance-migrated","instance-started","iteration-completed",
            "message-buffered",
            "message-expired","message-received","message-thrown",
            "multi-instance-started","process-called","process-cancelled","process-completed",
            "process-failed","process-terminated",
            "scope-entered","scope-interrupted","scope-left","signal-received","signal-thrown",
            "step-skipped","subscription-closed","subscription-opened","timer-armed","timer-cancelled","timer-fired",
            "token-entered","token-held","token-left","token-moved",
            "user-task-completed","user-task-offered","user-task-withdrawn",
            "variables-set"]
            """.ReplaceLineEndings(""));

    private static List<Type> Concrete(Type family) =>
        [.. Engine.GetTypes().Where(type => type.IsSubclassOf(family) && !type.IsAbstract).OrderBy(
            type => type.Name, StringComparer.Ordinal)];

    private static object Empty(Type type) => RuntimeHelpers.GetUninitializedObject(type);

    // Empty arguments make most cases fail; only falling through the table counts.
    private static bool Unreachable(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (Exception problem)
        {
            return problem is System.Diagnostics.UnreachableException;
        }
    }

    private static bool IsKebab(string name) => name.All(sign => char.IsAsciiLetterLower(sign) || sign == '-');
}
