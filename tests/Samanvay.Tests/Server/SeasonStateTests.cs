using Samanvay.Server.Sample;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Server;

public sealed class SeasonStateTests
{
    private readonly SeasonState _season = new();

    [Fact]
    public void A_season_that_was_stopped_stays_so_after_a_restart()
    {
        _season.Begin(speed: 0);

        _season.IsPaused.ShouldBeTrue();
        _season.ClockSpeed.ShouldBe(0);
    }

    [Fact]
    public void A_visitor_who_took_part_still_does_after_a_restart()
    {
        _season.Begin(speed: 1);

        _season.TakesPart.ShouldBeTrue();
        _season.ClockSpeed.ShouldBe(1);
    }

    [Fact]
    public void A_chosen_speed_is_kept_over_a_restart()
    {
        _season.Begin(speed: 15);

        (_season.IsPaused, _season.TakesPart, _season.ClockSpeed).ShouldBe((false, false, 15));
    }

    [Fact]
    public async Task A_jump_is_over_when_something_has_happened()
    {
        _season.Begin(speed: 0);
        var jump = _season.JumpAsync();
        jump.IsCompleted.ShouldBeFalse();

        _season.EndJump();

        await jump;
        _season.IsJumping.ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_waits_for_a_jump_when_the_season_is_over()
    {
        _season.Begin(speed: 60);
        var jump = _season.JumpAsync();

        _season.End();

        await jump;
        _season.IsPlaying.ShouldBeFalse();
    }
}
