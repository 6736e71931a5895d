using Samanvay.Runtime.Access;
using Shouldly;

namespace Samanvay.Tests.Runtime.Cities;

/// <summary>Takes an answer apart, and says the reason when it is not the expected half.</summary>
internal static class Answers
{
    public static T Value<T>(this Answer<T> answer)
    {
        if (answer is Refused<T> refused) refused.Reason.ShouldBeNull();
        return answer.ShouldBeOfType<Granted<T>>().Value;
    }

    public static Refusal Reason<T>(this Answer<T> answer) => answer.ShouldBeOfType<Refused<T>>().Reason;
}
