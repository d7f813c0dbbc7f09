using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Shop;

internal static class IdentitySnippets
{
    public static void Add(IServiceCollection services)
    {
        #region IdentitySetup
        services
            .AddProfileTwoFactor()
            .AddEntityFrameworkStores<ShopIdentityContext>()
            .AddDefaultPages()
            .AddIdentityAccounts<IdentityUser>();
        #endregion
    }

    public static void AddWithOptions(IServiceCollection services)
    {
        #region IdentityOptions
        services
            .AddProfileTwoFactor()
            .AddIdentityAccounts<IdentityUser>(
                options => options.SignInLifetime = TimeSpan.FromMinutes(2),
                identity => identity.AccountName = user => user.UserName
            );
        #endregion
    }

    public static void AddImport(IServiceCollection services)
    {
        #region IdentityImport
        services
            .AddProfileTwoFactor()
            .AddEntityFrameworkStores<ShopIdentityContext>()
            .AddIdentityAccounts<IdentityUser>()
            .AddIdentityImport<IdentityUser>();
        #endregion
    }

    public static void AddImportOfApps(IServiceCollection services)
    {
        #region IdentityImportAuthenticators
        services
            .AddProfileTwoFactor()
            .AddEntityFrameworkStores<ShopIdentityContext>()
            .AddIdentityAccounts<IdentityUser>()
            .AddIdentityImport<IdentityUser>(options =>
                options.HasAuthenticator = (user, services, cancellationToken) =>
                    services
                        .GetRequiredService<ShopIdentityContext>()
                        .UserClaims.AnyAsync(
                            claim => claim.UserId == user.Id && claim.ClaimType == "authenticator",
                            cancellationToken
                        )
            );
        #endregion
    }

    public static async Task ImportAsync(
        ITwoFactorImport import,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        #region IdentityImportAll
        var request = new TwoFactorImportRequest
        {
            Action = new OperatorAction
            {
                OperatorId = "sam",
                OperatorName = "sam@example.com",
                Reason = "Moving from Identity's two-factor sign-in",
            },
        };
        await foreach (var result in import.ImportAccountsAsync(request, cancellationToken))
        {
            logger.LogInformation("{User}: {Status}", result.UserId, result.Status);
        }
        #endregion
    }

    public static async Task<IResult> LoginAsync(
        HttpContext context,
        string email,
        string password,
        string returnUrl,
        SignInManager<IdentityUser> signIn,
        IAccountTwoFactorManager accounts
    )
    {
        #region IdentityLogin
        var user = await signIn.UserManager.FindByEmailAsync(email);
        if (user is null)
        {
            return Results.Unauthorized();
        }

        var checkedPassword = await signIn.CheckPasswordSignInAsync(
            user,
            password,
            lockoutOnFailure: true
        );
        if (!checkedPassword.Succeeded)
        {
            return Results.Unauthorized();
        }

        var result = await accounts.SignInAsync(context, user.Id);
        return result.Value is not { } outcome ? Results.StatusCode(result.Error!.StatusCode)
            : outcome.IsSignedIn ? Results.LocalRedirect(returnUrl)
            : Results.LocalRedirect(
                $"{outcome.VerificationUrl}?returnUrl={Uri.EscapeDataString(returnUrl)}"
            );
        #endregion
    }
}
