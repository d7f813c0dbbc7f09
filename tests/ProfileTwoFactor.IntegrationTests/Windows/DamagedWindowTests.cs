using ProfileTwoFactor.IntegrationTests.Engine;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>A member's record whose list of windows names a place that is none, as a repair by hand may leave it.</summary>
public sealed class DamagedWindowTests
{
    [Theory]
    [InlineData("no place!")]
    [InlineData("AAAA")]
    [InlineData("")]
    public async Task Window_AtNoPlace_OpensNothing_IsListedAndCanBeEnded(string place)
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        await engine.ChangeAsync(
            "mark",
            record =>
                record with
                {
                    Windows =
                    [
                        .. record.Windows.Select(window =>
                            window with
                            {
                                Presented = place,
                                Place = place,
                            }
                        ),
                    ],
                }
        );
        engine.Clock.Advance(TimeSpan.FromSeconds(30));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        var damaged = (await engine.RecordAsync("mark"))!.Windows.Single(window =>
            window.Presented == place
        );
        await mark.WindowsAsync();
        await mark.EndAsync(damaged.Id);

        Assert.DoesNotContain(
            (await engine.RecordAsync("mark"))!.Windows,
            window => window.Id == damaged.Id
        );
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }
}
