using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Identity;

/// <summary>An app whose Identity can't serve doesn't start, and the message says what to do.</summary>
public sealed class IdentityStartTests
{
    [Fact]
    public async Task Start_WithoutIdentity_SaysWhatToCall()
    {
        var message = await RefusedAsync(_ => { });

        Assert.Contains("requires ASP.NET Core Identity", message, StringComparison.Ordinal);
        Assert.Contains("AddIdentity<IdentityUser", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAnotherUserClass_NamesTheAppsOwn()
    {
        var message = await RefusedAsync(services =>
        {
            services.AddSingleton<IUserStore<OtherUser>>(new OtherUsers());
            services.AddIdentityCore<OtherUser>();
        });

        Assert.Contains("AddIdentityAccounts<OtherUser>()", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutSecurityStamps_IsRefused()
    {
        var message = await RefusedAsync(services =>
        {
            services.AddSingleton<IUserStore<IdentityUser>, PlainUsers>();
            services.AddIdentityCore<IdentityUser>();
        });

        Assert.Contains("IUserSecurityStampStore<IdentityUser>", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutIdentitysCookie_SaysWhatToCall()
    {
        var message = await RefusedAsync(services =>
        {
            services.AddSingleton<IUserStore<IdentityUser>, IdentityUsers>();
            services.AddIdentityCore<IdentityUser>();
        });

        Assert.Contains("AddIdentityCookies()", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithBearerTokensThatNeedNoCode_IsRefusedUnlessTheAppAllowsIt()
    {
        static void Add(IServiceCollection services)
        {
            services.AddSingleton<IUserStore<IdentityUser>, IdentityUsers>();
            services.AddIdentityApiEndpoints<IdentityUser>();
        }

        var message = await RefusedAsync(Add);

        Assert.Contains("AllowBearerTokensWithoutCode = true", message, StringComparison.Ordinal);
        await using var host = await GateHost.StartAsync(
            authentication: Add,
            services: services =>
                services
                    .AddProfileTwoFactor()
                    .AddIdentityAccounts<IdentityUser>(configureIdentity: options =>
                        options.AllowBearerTokensWithoutCode = true
                    )
        );
    }

    private static async Task<string> RefusedAsync(Action<IServiceCollection> identity)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            GateHost.StartAsync(
                authentication: services =>
                {
                    services.AddAuthentication("Shop").AddCookie("Shop");
                    identity(services);
                },
                services: services =>
                    services.AddProfileTwoFactor().AddIdentityAccounts<IdentityUser>()
            )
        );
        return refusal.Message;
    }

    public sealed class OtherUser : IdentityUser;

    /// <summary>A store that is there, so that the container has nothing to say of its own.</summary>
    private sealed class OtherUsers : IUserStore<OtherUser>
    {
        public Task<string> GetUserIdAsync(OtherUser user, CancellationToken token) =>
            throw new NotSupportedException();

        public Task<string?> GetUserNameAsync(OtherUser user, CancellationToken token) =>
            throw new NotSupportedException();

        public Task SetUserNameAsync(OtherUser user, string? name, CancellationToken token) =>
            throw new NotSupportedException();

        public Task<string?> GetNormalizedUserNameAsync(OtherUser user, CancellationToken token) =>
            throw new NotSupportedException();

        public Task SetNormalizedUserNameAsync(
            OtherUser user,
            string? name,
            CancellationToken token
        ) => throw new NotSupportedException();

        public Task<IdentityResult> CreateAsync(OtherUser user, CancellationToken token) =>
            throw new NotSupportedException();

        public Task<IdentityResult> UpdateAsync(OtherUser user, CancellationToken token) =>
            throw new NotSupportedException();

        public Task<IdentityResult> DeleteAsync(OtherUser user, CancellationToken token) =>
            throw new NotSupportedException();

        public Task<OtherUser?> FindByIdAsync(string userId, CancellationToken token) =>
            throw new NotSupportedException();

        public Task<OtherUser?> FindByNameAsync(string name, CancellationToken token) =>
            throw new NotSupportedException();

        public void Dispose() { }
    }

    /// <summary>A store that knows names only.</summary>
    private sealed class PlainUsers : IUserStore<IdentityUser>
    {
        public Task<string> GetUserIdAsync(IdentityUser user, CancellationToken token) =>
            Task.FromResult(user.Id);

        public Task<string?> GetUserNameAsync(IdentityUser user, CancellationToken token) =>
            Task.FromResult(user.UserName);

        public Task SetUserNameAsync(IdentityUser user, string? name, CancellationToken token) =>
            Task.CompletedTask;

        public Task<string?> GetNormalizedUserNameAsync(
            IdentityUser user,
            CancellationToken token
        ) => Task.FromResult(user.NormalizedUserName);

        public Task SetNormalizedUserNameAsync(
            IdentityUser user,
            string? name,
            CancellationToken token
        ) => Task.CompletedTask;

        public Task<IdentityResult> CreateAsync(IdentityUser user, CancellationToken token) =>
            Task.FromResult(IdentityResult.Success);

        public Task<IdentityResult> UpdateAsync(IdentityUser user, CancellationToken token) =>
            Task.FromResult(IdentityResult.Success);

        public Task<IdentityResult> DeleteAsync(IdentityUser user, CancellationToken token) =>
            Task.FromResult(IdentityResult.Success);

        public Task<IdentityUser?> FindByIdAsync(string userId, CancellationToken token) =>
            Task.FromResult<IdentityUser?>(null);

        public Task<IdentityUser?> FindByNameAsync(string name, CancellationToken token) =>
            Task.FromResult<IdentityUser?>(null);

        public void Dispose() { }
    }
}
