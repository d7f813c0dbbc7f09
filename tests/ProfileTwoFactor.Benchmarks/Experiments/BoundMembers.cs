using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Benchmarks.Counting;
using ProfileTwoFactor.Benchmarks.Hosts;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>Fills the store with the bindings of everyone else, past the counters, and waits until they are deleted.</summary>
internal sealed class BoundMembers(IServiceProvider services, string profile, int members)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TwoFactorScope _scope = TwoFactorScope.Profile(profile);
    private readonly IPolicyStore _policies = (
        (CountingPolicyStore)services.GetRequiredService<IPolicyStore>()
    ).Inner;
    private readonly ISecretStore _secrets = (
        (CountingSecretStore)services.GetRequiredService<ISecretStore>()
    ).Inner;

    public async Task WriteAsync()
    {
        var policy = await _policies.FindAsync(_scope, CancellationToken.None);
        for (var person = 1; person < members; person++)
        {
            var memberId = Person.MemberOf(person).MemberId;
            await _secrets.WriteAsync(
                new BindingRecord
                {
                    Key = new BindingKey(_scope, policy!.Epoch, memberId, ""),
                    Active = new ActiveBinding
                    {
                        Authenticators =
                        [
                            new BoundAuthenticator
                            {
                                Id = memberId,
                                Kind = AuthenticatorKind.Totp,
                                ProtectedSecret = [],
                                BoundAt = policy.ChangedAt,
                            },
                        ],
                    },
                },
                CancellationToken.None
            );
        }
    }

    public async Task AreSweptAsync()
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pause)
        {
            var policy = await _policies.FindAsync(_scope, CancellationToken.None);
            if (policy is { RetiredEpochs.Count: 0 })
            {
                return;
            }
            await Task.Delay(Pause);
        }
        throw new TimeoutException("Dead bindings were not deleted.");
    }

    private static TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(2);
}
