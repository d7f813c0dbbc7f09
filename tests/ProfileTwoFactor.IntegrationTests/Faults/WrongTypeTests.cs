using ProfileTwoFactor.IntegrationTests.Engine;

namespace ProfileTwoFactor.IntegrationTests.Faults;

/// <summary>A person who can write to the cache puts another kind of value where windows lie; Redis then refuses to read or write it.</summary>
public sealed class WrongTypeTests
{
    private readonly HashSet<string> _planted = [];

    [Fact]
    public async Task Values_of_another_kind_in_every_place_of_a_window_cost_one_code_and_are_gone_then()
    {
        await using var engine = await StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        _planted.UnionWith(engine.Host.Cache.Keys);

        Assert.Equal("verification-required", (await mark.GetAsync("/p/acme")).Code);
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_value_of_another_kind_that_comes_between_code_and_window_does_not_cost_the_code()
    {
        await using var engine = await StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var came = false;
        engine.Host.Cache.BeforeWrite = key =>
        {
            if (!came && !key.StartsWith("ptf:probe:", StringComparison.Ordinal))
            {
                came = true;
                _planted.Add(key);
                ThrowIfPlanted(key);
            }

            return Task.CompletedTask;
        };

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        engine.Host.Cache.BeforeWrite = null;
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    private async Task<TestEngine> StartAsync()
    {
        var engine = await TestEngine.StartAsync(options =>
        {
            options.CloseWindowsAtSignOut = true;
            options.DecisionLifetime = TimeSpan.Zero;
        });
        engine.Host.Cache.Removing = key => _planted.Remove(key);
        engine.Host.Cache.Before = key =>
        {
            ThrowIfPlanted(key);
            return Task.CompletedTask;
        };
        return engine;
    }

    private void ThrowIfPlanted(string key)
    {
        if (_planted.Contains(key))
        {
            throw new InvalidOperationException(
                "WRONGTYPE Operation against a key holding the wrong kind of value"
            );
        }
    }
}
