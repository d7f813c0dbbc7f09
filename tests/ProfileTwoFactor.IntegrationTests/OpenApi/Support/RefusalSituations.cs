using System.Text.Json.Nodes;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Authenticators;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Machines.Support;
using ProfileTwoFactor.IntegrationTests.Passkeys;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.OpenApi.Support;

/// <summary>All situations in which calls are refused.</summary>
internal static class RefusalSituations
{
    private const string Profile = RefusalBed.Profile;

    public static IReadOnlyList<Func<ISet<string>, Task>> All { get; } =
    [
        AnonymousAsync,
        ProfileRefusals.OutsidersAsync,
        ProfileRefusals.OffAsync,
        ProfileRefusals.ScheduledAsync,
        ProfileRefusals.UnboundAsync,
        ProfileRefusals.BoundAsync,
        ProfileRefusals.FreshAsync,
        ProfileRefusals.LockedAsync,
        ProfileRefusals.ProofRequiredAsync,
        ProfileRefusals.NotAllowedAsync,
        ProfileRefusals.OnlyCodesAsync,
        ProfileRefusals.EndedAsync,
        ProfileRefusals.ManyAuthenticatorsAsync,
        AccountRefusals.OffThenOnAsync,
        AccountRefusals.LockedAsync,
        AccountRefusals.ManyAuthenticatorsAsync,
        AccountRefusals.PasskeyAloneAsync,
        AccountRefusals.LostAsync,
        MachineAsync,
        OutageAsync,
    ];

    /// <summary>What needs another request at the same moment, a mail service, or a token without a claim for its window; tests of those get it.</summary>
    public static IReadOnlyList<string> NotHere { get; } =
    [
        "DELETE /account/authenticators/{authenticatorId}: conflict",
        "DELETE /profiles/{sid}/authenticators/{authenticatorId}: conflict",
        "POST /account/backup-codes: conflict",
        "POST /account/binding: conflict",
        "POST /account/disable: conflict",
        "POST /account/enable: conflict",
        "POST /account/verify: verification-required",
        "POST /profiles/{sid}/backup-codes: conflict",
        "POST /profiles/{sid}/binding: conflict",
        "POST /profiles/{sid}/remind: too-many-reminders",
        "PUT /profiles/{sid}/enforcement: conflict",
    ];

    private static async Task AnonymousAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        await bed.CallAllAsync(await bed.BrowserAsync(null), "");
        var olivia = await bed.BrowserAsync("olivia");
        await bed.CallAllAsync(olivia, "", token: false);
        await bed.CallAllAsync(olivia, "", body: new JsonArray());
        await bed.CallAllAsync(olivia, Profile, query: "?profileId=beta");
    }

    private static async Task MachineAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        var machine = await bed.BrowserAsync(null);
        machine.Cookies.Add(
            new Uri("https://localhost/"),
            new System.Net.Cookie(KeyHandler.Cookie, "k1.olivia")
        );
        await bed.CallAllAsync(machine, "");
    }

    private static async Task OutageAsync(ISet<string> seen)
    {
        await using var bed = await RefusalBed.StartAsync(seen);
        var (owner, _, _) = await bed.Engine.WithMarkAsync();
        bed.Engine.Store.Before = _ => Task.FromException(new IOException("The connection broke."));
        // The session can't be checked, which comes before the token.
        await bed.CallAllAsync(owner, "", token: false);
    }
}
