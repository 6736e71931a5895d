using Samanvay.Runtime.Access;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Access;

public sealed class AccessPolicyTests
{
    private static readonly CityId Here = new("here");
    private static readonly CityId Elsewhere = new("elsewhere");
    private static readonly AgencyId Police = new("police");
    private static readonly AgencyId Water = new("water");

    private static readonly FrontDoorOperation[] ChangesOfTheCity =
        [FrontDoorOperation.EditCity, FrontDoorOperation.ManageKeys, FrontDoorOperation.ImportPlaybook,
         FrontDoorOperation.AcceptPlaybook, FrontDoorOperation.BindPlaybook, FrontDoorOperation.PublishPlaybook];

    public static TheoryData<CityRole, FrontDoorOperation> EveryRoleAndOperation()
    {
        var cases = new TheoryData<CityRole, FrontDoorOperation>();
        foreach (var role in Enum.GetValues<CityRole>())
            foreach (var operation in Enum.GetValues<FrontDoorOperation>()) cases.Add(role, operation);
        return cases;
    }

    [Theory, MemberData(nameof(EveryRoleAndOperation))]
    public void No_role_reaches_into_another_city(CityRole role, FrontDoorOperation operation)
    {
        var asker = Asker.OfPerson(Here, new PersonId("asha"), Police, role);

        AccessPolicy.Allows(asker, operation, Elsewhere).ShouldBeFalse();
        AccessPolicy.Allows(asker, operation, Elsewhere, Police).ShouldBeFalse();
        AccessPolicy.Allows(asker, operation, Elsewhere, Water).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(EveryRoleAndOperation))]
    public void What_reaches_another_agency_reaches_the_own_agency_too(CityRole role, FrontDoorOperation operation)
    {
        var asker = Asker.OfPerson(Here, new PersonId("asha"), Police, role);
        var other = AccessPolicy.Allows(asker, operation, Here, Water);

        (other && !AccessPolicy.Allows(asker, operation, Here, Police)).ShouldBeFalse();
        other.ShouldBe(AccessPolicy.ReachOf(asker, operation) == AccessReach.WholeCity);
        AccessPolicy.Allows(asker, operation, Here).ShouldBe(other);
    }

    [Theory, MemberData(nameof(EveryRoleAndOperation))]
    public void An_agency_wide_permission_is_worth_nothing_without_an_agency(CityRole role,
        FrontDoorOperation operation)
    {
        var member = Asker.OfPerson(Here, new PersonId("asha"), Police, role);
        var unattached = member with { Agency = null };

        if (AccessPolicy.ReachOf(member, operation) == AccessReach.OwnAgency)
            AccessPolicy.ReachOf(unattached, operation).ShouldBe(AccessReach.Nothing);
        else AccessPolicy.ReachOf(unattached, operation).ShouldBe(AccessPolicy.ReachOf(member, operation));
    }

    [Theory]
    [MemberData(nameof(EveryOperation))]
    public void Somebody_may_do_every_operation_and_nobody_without_a_role_may_do_any(FrontDoorOperation operation)
    {
        var nobody = new Asker(Here, new PersonId("asha"), Police, []);
        var nameless = new Asker(Here, null, Police, [CityRole.Administrator]);

        AccessPolicy.ReachOf(nobody, operation).ShouldBe(AccessReach.Nothing);
        AccessPolicy.ReachOf(nameless, operation).ShouldBe(AccessReach.Nothing);
        Enum.GetValues<CityRole>().Any(role => May(operation, role)).ShouldBeTrue();
    }

    public static TheoryData<FrontDoorOperation> EveryOperation() => [.. Enum.GetValues<FrontDoorOperation>()];

    [Theory, MemberData(nameof(EveryOperation))]
    public void A_key_hands_in_signals_and_does_nothing_else(FrontDoorOperation operation)
    {
        var device = Asker.OfKey(Here, new ApiKeyId("k1")) with { Roles = [CityRole.Administrator] };

        AccessPolicy.Allows(device, operation, Here).ShouldBe(operation == FrontDoorOperation.SubmitSignals);
    }

    [Fact]
    public void Only_an_administrator_changes_the_city_and_its_playbooks()
    {
        foreach (var operation in ChangesOfTheCity)
            Enum.GetValues<CityRole>().Where(role => May(operation, role)).ShouldBe([CityRole.Administrator]);
    }

    [Fact]
    public void The_one_who_draws_is_not_by_that_role_the_one_who_approves()
    {
        May(FrontDoorOperation.EditDraft, CityRole.Author).ShouldBeTrue();
        May(FrontDoorOperation.ReviewProcedure, CityRole.Author).ShouldBeFalse();
        May(FrontDoorOperation.PublishProcedure, CityRole.Author).ShouldBeFalse();
        May(FrontDoorOperation.EditDraft, CityRole.Approver).ShouldBeFalse();
    }

    [Fact]
    public void An_agency_member_does_the_own_agencys_work_and_sees_no_other()
    {
        var member = Asker.OfPerson(Here, new PersonId("asha"), Police, CityRole.AgencyMember);

        AccessPolicy.Allows(member, FrontDoorOperation.CompleteWorkItem, Here, Police).ShouldBeTrue();
        AccessPolicy.Allows(member, FrontDoorOperation.CompleteWorkItem, Here, Water).ShouldBeFalse();
        AccessPolicy.Allows(member, FrontDoorOperation.ViewIncident, Here, Water).ShouldBeFalse();
        AccessPolicy.Allows(member, FrontDoorOperation.ViewCity, Here).ShouldBeFalse();
    }

    [Fact]
    public void An_auditor_reads_everything_and_changes_nothing()
    {
        var reads = Enum.GetValues<FrontDoorOperation>().Where(operation => May(operation, CityRole.Auditor));

        reads.ShouldAllBe(operation => operation.ToString().StartsWith("View", StringComparison.Ordinal));
        May(FrontDoorOperation.ViewHistory, CityRole.Auditor).ShouldBeTrue();
    }

    [Fact]
    public void Roles_add_up()
    {
        var both = Asker.OfPerson(Here, new PersonId("asha"), Police, CityRole.AgencyMember, CityRole.Operator);

        AccessPolicy.Allows(both, FrontDoorOperation.CompleteWorkItem, Here, Water).ShouldBeTrue();
    }

    private static bool May(FrontDoorOperation operation, CityRole role) =>
        AccessPolicy.ReachOf(Asker.OfPerson(Here, new PersonId("asha"), Police, role),
            operation) != AccessReach.Nothing;
}
