using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;

namespace ProfileTwoFactor.IntegrationTests.Identity;

/// <summary>The users of a host with ASP.NET Core Identity, in memory: passwords, security stamps, Identity's own two-factor flag.</summary>
public sealed class IdentityUsers
    : IUserPasswordStore<IdentityUser>,
        IUserSecurityStampStore<IdentityUser>,
        IUserTwoFactorStore<IdentityUser>,
        IUserAuthenticatorKeyStore<IdentityUser>,
        IUserEmailStore<IdentityUser>,
        IUserLockoutStore<IdentityUser>
{
    private readonly ConcurrentDictionary<string, IdentityUser> _users = new();

    public Task<IdentityResult> CreateAsync(IdentityUser user, CancellationToken token)
    {
        _users[user.Id] = user;
        return Task.FromResult(IdentityResult.Success);
    }

    public Task<IdentityResult> UpdateAsync(IdentityUser user, CancellationToken token)
    {
        _users[user.Id] = user;
        return Task.FromResult(IdentityResult.Success);
    }

    public Task<IdentityResult> DeleteAsync(IdentityUser user, CancellationToken token)
    {
        _users.TryRemove(user.Id, out _);
        return Task.FromResult(IdentityResult.Success);
    }

    public Task<IdentityUser?> FindByIdAsync(string userId, CancellationToken token) =>
        Task.FromResult(_users.GetValueOrDefault(userId));

    public Task<IdentityUser?> FindByNameAsync(string name, CancellationToken token) =>
        Task.FromResult(_users.Values.FirstOrDefault(user => user.NormalizedUserName == name));

    public Task<IdentityUser?> FindByEmailAsync(string email, CancellationToken token) =>
        Task.FromResult(_users.Values.FirstOrDefault(user => user.NormalizedEmail == email));

    public Task<string> GetUserIdAsync(IdentityUser user, CancellationToken token) =>
        Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(IdentityUser user, CancellationToken token) =>
        Task.FromResult(user.UserName);

    public Task SetUserNameAsync(IdentityUser user, string? name, CancellationToken token) =>
        Set(() => user.UserName = name);

    public Task<string?> GetNormalizedUserNameAsync(IdentityUser user, CancellationToken token) =>
        Task.FromResult(user.NormalizedUserName);

    public Task SetNormalizedUserNameAsync(
        IdentityUser user,
        string? name,
        CancellationToken token
    ) => Set(() => user.NormalizedUserName = name);

    public Task SetPasswordHashAsync(IdentityUser user, string? hash, CancellationToken token) =>
        Set(() => user.PasswordHash = hash);

    public Task<string?> GetPasswordHashAsync(IdentityUser user, CancellationToken token) =>
        Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(IdentityUser user, CancellationToken token) =>
        Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(IdentityUser user, string stamp, CancellationToken token) =>
        Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(IdentityUser user, CancellationToken token) =>
        Task.FromResult(user.SecurityStamp);

    public Task SetTwoFactorEnabledAsync(IdentityUser user, bool on, CancellationToken token) =>
        Set(() => user.TwoFactorEnabled = on);

    public Task<bool> GetTwoFactorEnabledAsync(IdentityUser user, CancellationToken token) =>
        Task.FromResult(user.TwoFactorEnabled);

    public Task SetAuthenticatorKeyAsync(IdentityUser user, string key, CancellationToken token) =>
        Set(() => user.ConcurrencyStamp = key);

    public Task<string?> GetAuthenticatorKeyAsync(IdentityUser user, CancellationToken token) =>
        Task.FromResult(user.ConcurrencyStamp);

    public Task SetEmailAsync(IdentityUser user, string? email, CancellationToken token) =>
        Set(() => user.Email = email);

    public Task<string?> GetEmailAsync(IdentityUser user, CancellationToken token) =>
        Task.FromResult(user.Email);

    public Task<bool> GetEmailConfirmedAsync(IdentityUser user, CancellationToken token) =>
        Task.FromResult(user.EmailConfirmed);

    public Task SetEmailConfirmedAsync(IdentityUser user, bool on, CancellationToken token) =>
        Set(() => user.EmailConfirmed = on);

    public Task<string?> GetNormalizedEmailAsync(IdentityUser user, CancellationToken token) =>
        Task.FromResult(user.NormalizedEmail);

    public Task SetNormalizedEmailAsync(
        IdentityUser user,
        string? email,
        CancellationToken token
    ) => Set(() => user.NormalizedEmail = email);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(
        IdentityUser user,
        CancellationToken token
    ) => Task.FromResult(user.LockoutEnd);

    public Task SetLockoutEndDateAsync(
        IdentityUser user,
        DateTimeOffset? lockoutEnd,
        CancellationToken token
    ) => Set(() => user.LockoutEnd = lockoutEnd);

    public Task<int> IncrementAccessFailedCountAsync(IdentityUser user, CancellationToken token) =>
        Task.FromResult(++user.AccessFailedCount);

    public Task ResetAccessFailedCountAsync(IdentityUser user, CancellationToken token) =>
        Set(() => user.AccessFailedCount = 0);

    public Task<int> GetAccessFailedCountAsync(IdentityUser user, CancellationToken token) =>
        Task.FromResult(user.AccessFailedCount);

    public Task<bool> GetLockoutEnabledAsync(IdentityUser user, CancellationToken token) =>
        Task.FromResult(user.LockoutEnabled);

    public Task SetLockoutEnabledAsync(IdentityUser user, bool enabled, CancellationToken token) =>
        Set(() => user.LockoutEnabled = enabled);

    public void Dispose() { }

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }
}
