using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.Internal;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Counts profiles and members. One call after the other, so that a reading takes longer instead of more connections.</summary>
internal sealed class GaugeCount(
    ConfiguredStores stores,
    BindingRepository bindings,
    PolicyRules rules,
    IServiceScopeFactory scopes,
    Deadline deadline,
    IOptions<TwoFactorGaugeOptions> options,
    TimeProvider time
)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>Null for a store that can't list its policies.</summary>
    public async Task<GaugeReading?> ReadAsync(CancellationToken stopping)
    {
        if (stores.Policies is not IPolicyListing listing)
        {
            return null;
        }

        // No tenant: an app with tenants has no list of them that could be asked, and doesn't come here.
        TenantWork.Enter("");
        var at = time.GetUtcNow();
        var (on, off) = (new List<PolicyRecord>(), 0);
        var policies = deadline.EachAsync(
            DependencyNames.PolicyStore,
            listing,
            static (list, token) => list.ListProfilesAsync(token),
            stopping
        );
        await foreach (var policy in policies)
        {
            if (policy.Enabled)
            {
                on.Add(policy);
            }
            else if (policy.LastEnabledEpoch is not null)
            {
                off++;
            }
        }

        var scheduled = on.Count(policy => policy.Scheduled && policy.EnforcedFrom > at);
        if (on.Count > options.Value.MaxProfiles)
        {
            return new(at, on.Count - scheduled, scheduled, off, null, LastVerification: null);
        }

        var (bound, notBound) = (0, 0);
        long lastStep = 0;
        foreach (var policy in on)
        {
            var kinds = AllowedKinds.Of(rules.Of(policy));
            var active = new HashSet<(string, string)>();
            await foreach (var record in bindings.ListAsync(policy.Scope, policy.Epoch, stopping))
            {
                if (record.Active is { } binding)
                {
                    if (kinds.Bound(binding))
                    {
                        active.Add((record.Key.MemberId, record.Key.MemberStamp));
                    }

                    lastStep = Math.Max(
                        lastStep,
                        binding.Authenticators.Max(item => item.LastAcceptedStep)
                    );
                }
            }

            await foreach (var member in MembersOf(policy.Scope.Id, stopping))
            {
                if (active.Contains((member.MemberId, member.Stamp ?? "")))
                {
                    bound++;
                }
                else
                {
                    notBound++;
                }
            }
        }

        return new(
            at,
            on.Count - scheduled,
            scheduled,
            off,
            (bound, notBound),
            lastStep > 0 ? DateTimeOffset.UnixEpoch + (Step * lastStep) : null
        );
    }

    // In a scope of its own for each profile: a context of the host that lived for the whole reading would keep every row.
    private async IAsyncEnumerable<ProfileMember> MembersOf(
        string profileId,
        [EnumeratorCancellation] CancellationToken stopping
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var directory = scope.ServiceProvider.GetRequiredService<IProfileDirectory>();
        var members = deadline.EachAsync(
            DependencyNames.Directory,
            (directory, profileId),
            static (s, token) => s.directory.ListMembersAsync(s.profileId, token),
            stopping
        );
        await foreach (var member in members)
        {
            yield return member;
        }
    }
}
