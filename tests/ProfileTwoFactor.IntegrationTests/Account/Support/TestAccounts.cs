using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

/// <summary>The host's accounts: everyone has one unless a test takes it away.</summary>
public sealed class TestAccounts : IAccountDirectory
{
    private readonly ConcurrentDictionary<string, string> _stamps = new();
    private readonly ConcurrentDictionary<string, bool> _closed = new();
    private int _created;

    /// <summary>What <see cref="TwoFactorAccount.Stamp"/> is. Null: accounts have none.</summary>
    public string? Stamp { get; set; }

    public Func<Task>? Before { get; set; }

    public Func<Task>? BeforePrincipal { get; set; }

    public int PrincipalsMade { get; private set; }

    public void ChangePassword(string user) => _stamps[user] = Guid.NewGuid().ToString();

    public void Close(string user) => _closed[user] = true;

    /// <summary>The account is deleted, and another person gets one with the same login name.</summary>
    public void Recreate(string user)
    {
        _closed.Remove(user, out _);
        ChangePassword(user);
        if (Stamp is not null)
        {
            Stamp = $"created-{++_created}";
        }
    }

    public async ValueTask<TwoFactorAccount?> FindAsync(
        string userId,
        CancellationToken cancellationToken
    )
    {
        await (Before?.Invoke() ?? Task.CompletedTask);
        return _closed.ContainsKey(userId)
            ? null
            : new TwoFactorAccount
            {
                UserId = userId,
                AccountName = $"{userId}@example.com",
                SecurityStamp = _stamps.GetOrAdd(userId, "first"),
                Stamp = Stamp,
            };
    }

    public async ValueTask<ClaimsPrincipal?> CreatePrincipalAsync(
        string userId,
        CancellationToken cancellationToken
    )
    {
        await (BeforePrincipal?.Invoke() ?? Task.CompletedTask);
        PrincipalsMade++;
        return _closed.ContainsKey(userId)
            ? null
            : GateHost.Principal(userId, CookieAuthenticationDefaults.AuthenticationScheme);
    }
}
