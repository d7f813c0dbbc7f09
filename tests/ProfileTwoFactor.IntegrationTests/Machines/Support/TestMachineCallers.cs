using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Machines.Support;

/// <summary>An app's keys: each was created by a member of a profile, whose name the principal has.</summary>
internal sealed class TestMachineCallers : IMachineCallerDirectory
{
    private readonly ConcurrentDictionary<string, MachineCaller> _listed = new(
        StringComparer.Ordinal
    );

    public int Calls;

    /// <summary>Runs before every answer: throw, hang or look.</summary>
    public Func<Task>? Before { get; set; }

    /// <summary>Changes the answer, for apps that talk nonsense.</summary>
    public Func<MachineCaller?, MachineCaller?> Rewrite { get; set; } = caller => caller;

    /// <summary>The keys of the list, by their ids.</summary>
    public void List(MachineCaller caller) => _listed[caller.KeyId] = caller;

    public async ValueTask<MachineCaller?> FindAsync(
        ClaimsPrincipal user,
        string? profileId,
        CancellationToken cancellationToken
    )
    {
        Interlocked.Increment(ref Calls);
        if (Before is { } before)
        {
            await before();
        }

        var id = user.FindFirstValue(KeyHandler.KeyId) ?? user.FindFirstValue("client_id");
        return Rewrite(
            id is null
                ? null
                : new MachineCaller
                {
                    KeyId = id,
                    DisplayName = $"Key {id}",
                    CreatorMemberId = profileId is null
                        ? null
                        : TestDirectory.MemberId(profileId, user.Identity!.Name!),
                }
        );
    }

    public async IAsyncEnumerable<MachineCaller> ListAsync(
        string profileId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        if (Before is { } before)
        {
            await before();
        }

        foreach (var caller in _listed.Values.OrderBy(caller => caller.KeyId))
        {
            yield return Rewrite(caller)!;
        }
    }
}
