using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Postgres;

/// <summary>A bound member, without HTTP in between, so that callers really meet at the store.</summary>
internal static class Member
{
    public static BindingKey Key { get; } =
        new(TwoFactorScope.Profile("acme"), "epoch", "mark", "");

    /// <summary>Binds and moves on, so that the next code is unused.</summary>
    public static async Task<FakeAuthenticator> BindAsync(PostgresHost host, FakeTimeProvider clock)
    {
        var claim = new PendingClaim(new byte[32], "owner");
        var pending = await host.Preparation.BeginAsync(Key, claim, PendingAim.First());
        var app = new FakeAuthenticator(Base32Text.Encode(pending!.Secret), clock);
        var bound = await host.Bindings.ConfirmAsync(Key, claim, app.Code());
        Assert.Equal(CodeStatus.Accepted, bound.Status);
        clock.NextStep();
        return app;
    }
}
