using FsCheck;
using FsCheck.Fluent;
using Samanvay.Feel.Values;
using Xunit;

namespace Samanvay.Tests.Feel;

public sealed class ValueProperties
{
    [Fact]
    public void What_is_stored_is_read_back_equal() =>
        Prop.ForAll(FeelValues.Any.ToArbitrary(), value => JsonTests.Read(JsonTests.Write(value)).Equals(value))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_written_as_feel_is_read_back_equal() =>
        Prop.ForAll(FeelValues.Any.ToArbitrary(), value => FeelRun.Value(FeelText.Literal(value)).Equals(value))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_values_have_equal_hashes_and_never_differ_for_feel() =>
        Prop.ForAll(FeelValues.Any.ToArbitrary(), value =>
        {
            var copy = JsonTests.Read(JsonTests.Write(value));
            return copy.GetHashCode() == value.GetHashCode() && FeelComparison.Equal(copy, value) != false;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Order_is_the_same_from_both_sides() =>
        Prop.ForAll(FeelValues.Any.ToArbitrary(), FeelValues.Any.ToArbitrary(), (left, right) =>
            Math.Sign(FeelComparison.Compare(left, right) ?? 0) == -Math.Sign(FeelComparison.Compare(right, left) ?? 0))
            .QuickCheckThrowOnFailure();
}
