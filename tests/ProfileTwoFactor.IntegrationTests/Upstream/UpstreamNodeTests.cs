using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Upstream.Support;

namespace ProfileTwoFactor.IntegrationTests.Upstream;

/// <summary>Two nodes without messages between them: what ends a sign-in's proof at one node ends it at the other when its decisions have lived out.</summary>
public sealed class UpstreamNodeTests
{
    private static readonly TimeSpan DecisionLifetime =
        new ProfileTwoFactorOptions().DecisionLifetime;

    private readonly TestUpstream _upstream = new();

    [Fact]
    public async Task Proof_ThatTheOwnerDenies_EndsOnTheOtherNode() =>
        await EndsAsync(async owner =>
            AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "deny" }))
        );

    [Fact]
    public async Task Proof_OfAMemberWhoIsAskedAgain_EndsOnTheOtherNode() =>
        await EndsAsync(async owner =>
            Assert.Equal(204, (await owner.ProfilePostAsync("acme", "windows/revoke")).StatusCode)
        );

    [Fact]
    public async Task Proof_OfAMemberWhoIsReset_EndsOnTheOtherNode() =>
        await EndsAsync(
            async owner =>
                AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "members/acme-mark/reset")),
            "binding-required"
        );

    private async Task EndsAsync(Func<Browser, Task> end, string code = "verification-required")
    {
        await using var here = await TestEngine.StartAsync(TestUpstream.Trust, _upstream.AddTo);
        await using var there = await GateHost.StartAsync(
            services: services =>
            {
                _upstream.AddTo(services);
                services.Replace(ServiceDescriptor.Singleton(here.Policies));
                services.Replace(ServiceDescriptor.Singleton(here.Secrets));
            },
            options: TestUpstream.Trust
        );
        var (owner, _, _) = await here.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "allow" }));
        here.Clock.Advance(TimeSpan.FromSeconds(1));
        there.Clock.SetUtcNow(here.Clock.GetUtcNow());
        _upstream.SignIn("mark", here.Clock.GetUtcNow());
        var mark = await there.BrowserAsync("mark");
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        await end(owner);
        there.Clock.Advance(DecisionLifetime);

        AnswerAssert.Refused(401, code, await mark.GetAsync("/p/acme"));
    }
}
