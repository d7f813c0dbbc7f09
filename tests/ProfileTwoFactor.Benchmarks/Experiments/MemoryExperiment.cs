using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>What kept decisions take of the process's memory, everything counted that stays with them.</summary>
internal static class MemoryExperiment
{
    private const int MembersPerProfile = 100;

    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];

    public static void Run()
    {
        // What is compiled or made once is not counted.
        Measure(1_000);
        Console.WriteLine();
        Console.WriteLine($"{"kept decisions", 14} {"MB", 8} {"bytes each", 11}");
        foreach (var size in Sizes)
        {
            var bytes = Measure(size);
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{size, 14:N0} {bytes / 1e6, 8:0.0} {(double)bytes / size, 11:0}"
                )
            );
        }
    }

    private static long Measure(int size)
    {
        using var services = Services(size);
        var scopes = services.GetRequiredService<ScopeRegistry>();
        var decisions = services.GetRequiredService<DecisionCache>();
        var limits = services.GetRequiredService<WindowLifetimes>().Of(null);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var number = 0; number < size; number++)
        {
            Keep(scopes, decisions, limits, number);
        }

        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var kept = decisions.Kept.Count();
        return kept == size
            ? bytes
            : throw new InvalidOperationException($"{kept} of {size} decisions are kept.");
    }

    private static ServiceProvider Services(int size)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        // Two halves, of which the older one is dropped when the younger one is full.
        services.AddProfileTwoFactor(options => options.DecisionCapacity = size + 2);
        return services.BuildServiceProvider();
    }

    /// <summary>With strings of its own, as each request brings them.</summary>
    private static void Keep(
        ScopeRegistry scopes,
        DecisionCache decisions,
        WindowLimits limits,
        int number
    )
    {
        var profileId = $"workspace-{number / MembersPerProfile:d8}";
        var memberId = $"member-{number:d8}-3f0b7c52";
        var securityStamp = $"Q7ZK4T2M{number:d8}XW5JH3R6PD";
        var scope = scopes.Scope(TwoFactorScope.Profile(profileId));
        var cookie = $"6929b3f0.2.{RandomId.CreateToken()}";
        var token = new WindowToken(WindowCarrier.Cookie, cookie);
        var window = WindowKey.Create(
            new BindingKey(scope.Scope, "epoch", memberId, ""),
            RandomId.Create(),
            securityStamp,
            token
        );
        var now = TimeProvider.System.GetUtcNow().UtcTicks;
        decisions.Keep(
            new DecisionKey(scope.Scope, memberId, null, securityStamp, "Cookies", token),
            new CachedDecision(scope.Generation, now, now, now, window, limits)
        );
    }
}
