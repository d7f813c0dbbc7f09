using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Shop;

internal static class AccountSnippets
{
    public static void Add(WebApplicationBuilder builder)
    {
        #region AddAccounts
        builder
            .Services.AddProfileTwoFactor()
            .AddEntityFrameworkStores<AccountDbContext>()
            .AddAccounts<ShopAccountDirectory>()
            .AddAuditSink<ShopAuditSink>()
            .AddEventHistory<ShopEventHistory>()
            .AddDefaultPages();
        #endregion
    }

    public static void AddHandler(WebApplicationBuilder builder)
    {
        #region AddEventHandler
        builder.Services.AddProfileTwoFactor().AddEventHandler<ShopEventHandler>();
        #endregion
    }

    #region SignIn
    public static async Task<IResult> AfterThePasswordAsync(
        HttpContext context,
        IAccountTwoFactorManager accounts,
        string userId,
        string returnUrl
    )
    {
        var result = await accounts.SignInAsync(context, userId);
        return result switch
        {
            { Succeeded: false } => Results.StatusCode(result.Error.StatusCode),
            { Value.IsSignedIn: true } => Results.LocalRedirect(returnUrl),
            _ => Results.LocalRedirect(
                $"{result.Value.VerificationUrl}?returnUrl={Uri.EscapeDataString(returnUrl)}"
            ),
        };
    }
    #endregion

    #region RenewSession
    public static async Task AfterAPasswordChangeAsync(
        HttpContext context,
        ClaimsPrincipal withTheNewStamp
    )
    {
        var session = await context.AuthenticateAsync();
        await context.SignInAsync(withTheNewStamp, session.Properties);
    }
    #endregion

    #region SupportRemoval
    public static async Task<IResult> RemoveAsync(
        ITwoFactorOperator support,
        ClaimsPrincipal staff,
        string userId,
        string reason
    )
    {
        var removed = await support.RemoveAccountBindingAsync(
            userId,
            new OperatorAction
            {
                OperatorId = staff.FindFirstValue(ClaimTypes.NameIdentifier)!,
                OperatorName = staff.Identity!.Name!,
                Reason = reason,
            }
        );
        return removed.Succeeded
            ? Results.NoContent()
            : Results.Problem(
                removed.Error.Detail,
                statusCode: removed.Error.StatusCode,
                extensions: new Dictionary<string, object?> { ["code"] = removed.Error.Code }
            );
    }
    #endregion

    #region ForgetAccount
    public static async Task<bool> AfterTheUserWasDeletedAsync(
        ITwoFactorOperator operations,
        string userId,
        string adminId,
        string adminName
    )
    {
        var forgotten = await operations.ForgetAsync(
            TwoFactorScope.Account(userId),
            new OperatorAction
            {
                OperatorId = adminId,
                OperatorName = adminName,
                Reason = "The user was deleted.",
            }
        );
        return forgotten.Succeeded;
    }
    #endregion
}
