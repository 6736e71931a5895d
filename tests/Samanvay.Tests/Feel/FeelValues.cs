using FsCheck;
using FsCheck.Fluent;
using Samanvay.Feel.Values;

namespace Samanvay.Tests.Feel;

/// <summary>Random values of every kind.</summary>
internal static class FeelValues
{
    private static readonly Gen<Decimal34> Decimals =
        from whole in ArbMap.Default.GeneratorFor<long>()
        from scale in Gen.Choose(0, 12)
        select Decimal34.Of(whole, -scale)!.Value;

    public static Gen<Decimal34> Numbers =>
        Gen.OneOf(Decimals, Gen.Choose(-20, 20).Select(value => Decimal34.Of((long)value)));

    private static readonly Gen<string> Texts = Gen.Elements(
        "", "river", "two words", "\"quoted\"", "line\nbreak", "नदी", "\U0001F40E", "back\\slash", "@date", "\\u0041");

    private static readonly Gen<FeelDate> Dates = Gen.Choose(-800_000, 800_000)
        .Select(day => FeelDate.OfEpochDay(day)!);

    private static readonly Gen<FeelTime> Times =
        from second in Gen.Choose(0, 86_399)
        from nanosecond in Gen.Elements(0, 5, 500_000_000)
        from zone in Gen.Elements(
            null, FeelZone.Utc, FeelZone.OfOffset(19_800), FeelZone.OfOffset(-3_600), FeelZone.OfName("Asia/Kolkata"))
        select FeelTime.OfNanosecondOfDay(second * 1_000_000_000L + nanosecond, zone);

    private static readonly Gen<FeelValue> Simple = Gen.OneOf(
        Gen.Constant(FeelValue.Null),
        Gen.Elements<FeelValue>(FeelValue.True, FeelValue.False),
        Numbers.Select(number => (FeelValue)FeelNumber.Of(number)),
        Texts.Select(text => (FeelValue)new FeelString(text)),
        Dates.Select(date => (FeelValue)date),
        Times.Select(time => (FeelValue)time),
        from date in Dates from time in Times select (FeelValue)new FeelDateTime(date, time),
        ArbMap.Default.GeneratorFor<long>().Select(length => (FeelValue)new FeelDaysDuration(length)),
        ArbMap.Default.GeneratorFor<int>().Select(months => (FeelValue)new FeelYearsDuration(months)));

    public static Gen<FeelValue> Any => Sized(3);

    private static Gen<FeelValue> Sized(int depth) => depth == 0
        ? Simple
        : Gen.Frequency(
            (4, Simple),
            (1, Gen.ListOf(Sized(depth - 1), 3).Select(items => (FeelValue)FeelList.Of(items))),
            (1, from low in Numbers
                from high in Numbers
                from included in Gen.Elements(true, false)
                select (FeelValue)new FeelRange(FeelNumber.Of(low), included, FeelNumber.Of(high), !included)),
            (1, from names in Gen.ListOf(Texts, 3)
                from values in Gen.ListOf(Sized(depth - 1), 3)
                select (FeelValue)FeelContext.Of(names.Zip(values, KeyValuePair.Create))));
}
