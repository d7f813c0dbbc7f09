using IdentitySite.External;
using Microsoft.AspNetCore.Identity;

namespace IdentitySite.Data;

/// <summary>The people of the sample. Mark and Mei have Identity's own second factor from before, so that there is something to import.</summary>
internal static class SeedData
{
    public const string Password = "Identity!2026";

    /// <summary>For both, so that you can add it to your authenticator app. An app makes a random one for each user.</summary>
    public const string SampleKey = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    public static async Task AddAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var site = scope.ServiceProvider.GetRequiredService<SiteDbContext>();
        // An app adds a migration instead.
        if (!await site.Database.EnsureCreatedAsync())
        {
            return;
        }

        var users = scope.ServiceProvider.GetRequiredService<UserManager<SiteUser>>();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>();
        await roles.CreateAsync(new IdentityRole("staff"));
        var olivia = await AddAsync(users, "olivia", "acme");
        var mark = await AddAsync(users, "mark", "acme");
        var mei = await AddAsync(users, "mei", "acme");
        var sam = await AddAsync(users, "sam", workspace: null);
        await users.AddToRoleAsync(sam, "staff");
        // Mark connected the provider earlier.
        await users.AddLoginAsync(mark, StandInProvider.LoginOf(mark.Email!));
        foreach (var user in new[] { mark, mei })
        {
            await users.SetAuthenticationTokenAsync(
                user,
                "[AspNetUserStore]",
                "AuthenticatorKey",
                SampleKey
            );
            await users.SetTwoFactorEnabledAsync(user, true);
            await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10);
        }

        site.Workspaces.Add(
            new Workspace
            {
                Id = "acme",
                Name = "Acme Store",
                OwnerId = olivia.Id,
            }
        );
        await site.SaveChangesAsync();
    }

    private static async Task<SiteUser> AddAsync(
        UserManager<SiteUser> users,
        string name,
        string? workspace
    )
    {
        var user = new SiteUser
        {
            UserName = $"{name}@example.com",
            Email = $"{name}@example.com",
            EmailConfirmed = true,
        };
        if (workspace is not null)
        {
            user.Join(workspace);
        }

        var created = await users.CreateAsync(user, Password);
        return created.Succeeded ? user : throw new InvalidOperationException(created.ToString());
    }
}
