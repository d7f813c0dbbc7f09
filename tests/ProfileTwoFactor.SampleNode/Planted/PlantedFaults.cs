using System.Collections.Concurrent;
using System.Security.Claims;
using ProfileTwoFactor.Backplane;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.SampleNode.Planted;

/// <summary>What the package must not do, done by a node in its place (<c>Node:PlantedFault</c>). A history of the soak has to show each.</summary>
internal static class PlantedFaults
{
    private static readonly TimeSpan Ages = TimeSpan.FromDays(300);

    private static readonly Dictionary<string, Action<IServiceCollection>> All = new()
    {
        ["a used code is accepted again"] = services =>
            Writes(
                services,
                (before, record) =>
                    record with
                    {
                        Active = record.Active is { } active
                            ? active with
                            {
                                Authenticators =
                                [
                                    .. active.Authenticators.Select(one =>
                                        one with
                                        {
                                            LastAcceptedStep =
                                                before.Active?.Find(one.Id)?.LastAcceptedStep ?? 0,
                                        }
                                    ),
                                ],
                            }
                            : null,
                    }
            ),
        ["a used backup code is accepted again"] = services =>
            Writes(
                services,
                (before, record) =>
                    record.Active is { BackupCodes: { } left } active
                    && before.Active?.BackupCodes is { } all
                    && left.Salt.AsSpan().SequenceEqual(all.Salt)
                        ? record with
                        {
                            Active = active with { BackupCodes = all },
                        }
                        : record
            ),
        ["a reset changes nothing"] = services =>
            Writes(
                services,
                (before, record) =>
                    before.Active is not null && record.Active is null ? null : record
            ),
        ["ended windows count"] = services =>
            services.Wrap<IPolicyStore>(inner => new PlantedPolicyWrites(inner)),
        ["the epoch is ignored"] = services =>
        {
            var first = new FirstEpoch();
            services.Wrap<IPolicyStore>(inner => new FirstEpochPolicies(inner, first));
            services.Wrap<ISecretStore>(inner => new FirstEpochSecrets(inner, first));
        },
        ["a store that fails says off"] = services =>
            services.Wrap<IPolicyStore>(inner => new OpenWhenBroken(inner)),
        ["a window counts in every browser"] = services =>
            services.PostConfigure<ProfileTwoFactorOptions>(options =>
                options.WindowBinding = WindowBinding.Member
            ),
        ["a window counts for another profile"] = services =>
            Answers(
                services,
                (inner, _, user, token) => inner.FindAsync("acme", user, token).AsTask()
            ),
        ["a removed member stays one"] = services =>
        {
            var known = new ConcurrentDictionary<string, ProfileAccess>();
            Answers(
                services,
                async (inner, profile, user, token) =>
                {
                    var found = await inner.FindAsync(profile, user, token);
                    var name = $"{profile} {user.FindFirstValue(ClaimTypes.NameIdentifier)}";
                    if (found is { Member: not null })
                    {
                        known[name] = found.Value;
                    }

                    return found is null ? null : known.GetValueOrDefault(name, found.Value);
                }
            );
        },
        ["a window never expires"] = services =>
            services.PostConfigure<ProfileTwoFactorOptions>(options =>
                (options.WindowLifetime, options.WindowAbsoluteLifetime) = (Ages, Ages)
            ),
        ["decisions are kept for minutes"] = services =>
        {
            services.AddSingleton<IChangeBackplane, LossyBackplane>();
            services.PostConfigure<ProfileTwoFactorOptions>(options =>
                options.DecisionLifetime = TimeSpan.FromMinutes(5)
            );
        },
        ["codes are accepted for too long"] = services =>
            services.PostConfigure<ProfileTwoFactorOptions>(options => options.ToleratedSteps = 2),
        ["the code of one member verifies another"] = services =>
            services.Wrap<ISecretProtector>(inner => new SameSecret(inner)),
    };

    public static void Plant(string fault, IServiceCollection services) => All[fault](services);

    private static void Writes(
        IServiceCollection services,
        Func<BindingRecord, BindingRecord, BindingRecord?> change
    ) => services.Wrap<ISecretStore>(inner => new PlantedSecretWrites(inner, change));

    private static void Answers(
        IServiceCollection services,
        Func<
            IProfileDirectory,
            string,
            ClaimsPrincipal,
            CancellationToken,
            Task<ProfileAccess?>
        > find
    ) => services.Wrap<IProfileDirectory>(inner => new PlantedDirectory(inner, find));
}
