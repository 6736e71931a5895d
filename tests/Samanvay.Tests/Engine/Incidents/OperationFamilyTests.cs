using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Incidents;

/// <summary>Finds a command or fact of operations that somebody forgot.</summary>
public sealed class OperationFamilyTests
{
    private static readonly Assembly Engine = typeof(OperationEngine).Assembly;

    public static TheoryData<Type> Facts => [.. Concrete(typeof(OperationFact))];

    public static TheoryData<Type> Commands => [.. Concrete(typeof(OperationCommand))];

    [Theory]
    [InlineData(typeof(OperationCommand))]
    [InlineData(typeof(OperationFact))]
    [InlineData(typeof(OperationEffect))]
    public void Every_member_of_a_family_has_an_explicit_name_in_JSON(Type family)
    {
        var named = family.GetCustomAttributes<JsonDerivedTypeAttribute>().ToList();

        named.Select(each => each.DerivedType).ShouldBe(Concrete(family), ignoreOrder: true);
        named.Select(each => each.TypeDiscriminator).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void Every_fact_has_a_case_in_the_fold(Type fact) => Unreachable(
        () => OperationEngine.Apply(Operation.Empty(default), (OperationFact)Empty(fact))).ShouldBeFalse();

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_a_case_in_the_engine(Type command)
    {
        var context = new OperationContext
        {
            Zone = NodaTime.DateTimeZone.Utc,
            Procedures = System.Collections.Immutable.ImmutableSortedDictionary<string, Procedure>.Empty,
            Calendars = CalendarBook.AlwaysOpen,
            Directory = ResponderDirectory.Empty,
        };

        Unreachable(() => OperationEngine.Step(
            context, Operation.Empty(default), (OperationCommand)Empty(command))).ShouldBeFalse();
    }

    [Fact]
    public void The_stored_names_of_facts_are_written_down_here_so_that_none_changes() =>
        typeof(OperationFact).GetCustomAttributes<JsonDerivedTypeAttribute>()
            .Select(each => (string)each.TypeDiscriminator!).Order(StringComparer.Ordinal).ShouldBe(
            [
                "alarm-acknowledged", "clock-advanced", "clock-attached", "clock-moved-along",
                "closing-held-back", "incident-closed",
                "incident-opened", "incident-severity-changed", "input-kept", "input-turned-away", "note-added",
                "promise-found-unreadable", "run-advanced", "run-migrated", "run-resumed", "run-started",
                "run-suspended", "situation-changed", "stale-timer-dropped", "work-item-acknowledged",
                "work-item-completed", "work-item-declined", "work-item-moved", "work-item-offered",
                "work-item-reassigned",
                "work-item-reported-unable", "work-item-withdrawn",
            ]);

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
            return problem is System.Diagnostics.UnreachableException
                && problem.Message.StartsWith("No ", StringComparison.Ordinal);
        }
    }
}
