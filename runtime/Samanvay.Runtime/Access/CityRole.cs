namespace Samanvay.Runtime.Access;

/// <summary>What a person may do in their city. A person may have several; <see cref="AccessPolicy"/> says what each
/// allows.</summary>
public enum CityRole
{
    Author,
    Approver,
    Administrator,
    Supervisor,
    Operator,
    AgencyMember,
    Auditor,
}
