using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>An answer that says "can't tell" brings no window with it.</summary>
public sealed class UnansweredBindingTests
{
    [Fact]
    public async Task Binding_WhileTheCacheKeepsWhatItReplaces_HandsOutNoWindow()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        var memberId = TestDirectory.MemberId("acme", "mark");
        Assert.Equal(
            204,
            (await owner.ProfilePostAsync("acme", $"members/{memberId}/reset")).StatusCode
        );
        var app = await mark.BeginAsync();
        engine.Host.Cache.BeforeRemove = _ => throw new IOException("away");

        var answer = await mark.ProfilePostAsync("acme", "bind", new { code = app.CurrentCode() });

        AnswerAssert.Unavailable(answer);
        engine.Host.Cache.BeforeRemove = null;
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        engine.Clock.NextStep();
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }
}
