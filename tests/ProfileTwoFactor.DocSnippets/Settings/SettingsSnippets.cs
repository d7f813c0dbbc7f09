using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Shop;

internal static class SettingsSnippets
{
    public static void Options(WebApplicationBuilder builder)
    {
        #region Options
        builder.Services.AddProfileTwoFactor(options =>
        {
            options.ApplicationName = "Shop";
            options.WindowLifetime = TimeSpan.FromHours(8);
            options.WindowAbsoluteLifetime = TimeSpan.FromDays(7);
        });
        #endregion
    }

    public static void PolicyLimits(WebApplicationBuilder builder)
    {
        #region PolicyLimits
        builder.Services.AddProfileTwoFactor(options =>
        {
            options.WindowLifetime = TimeSpan.FromHours(8);
            // Owners can choose between 15 minutes and one day.
            options.PolicyLimits.MinWindowLifetime = TimeSpan.FromMinutes(15);
            options.PolicyLimits.MaxWindowLifetime = TimeSpan.FromDays(1);
        });
        #endregion
    }

    public static async Task<bool> ChangePolicyAsync(
        HttpContext context,
        string workspace,
        IProfilePolicyManager policies
    )
    {
        #region ChangePolicy
        var result = await policies.ChangeAsync(
            context,
            workspace,
            values => values with { WindowLifetime = TimeSpan.FromHours(1) }
        );
        #endregion
        return result.Succeeded;
    }

    public static void WindowCookie(WebApplicationBuilder builder)
    {
        #region WindowCookie
        builder.Services.AddProfileTwoFactor(options =>
        {
            options.WindowCookie.Name = "shop-2fa-";
            options.WindowCookie.Domain = "shop.example";
            options.WindowCookie.SecurePolicy = CookieSecurePolicy.Always;
        });
        #endregion
    }

    public static void TenantDatabases(WebApplicationBuilder builder)
    {
        #region TenantResolver
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddProfileTwoFactor(options => options.TenantResolver = Tenants.Of);
        builder.Services.AddDbContext<ShopDbContext>(
            (services, options) =>
            {
                var request = services.GetRequiredService<IHttpContextAccessor>().HttpContext;
                var tenant =
                    services.GetRequiredService<ITwoFactorTenantAccessor>().Tenant
                    ?? (request is null ? null : Tenants.Of(request))
                    ?? throw new InvalidOperationException(
                        "There is no tenant to choose a database by."
                    );
                options.UseSqlite(Tenants.ConnectionString(tenant));
            }
        );
        #endregion
    }

    public static void Words(WebApplicationBuilder builder)
    {
        #region Words
        builder.Services.AddTransient<IStringLocalizer<TwoFactorTexts>, OurWords>();
        #endregion
    }

    public static void Strict(WebApplicationBuilder builder)
    {
        #region StrictWindows
        builder.Services.AddProfileTwoFactor(options => options.UseStrictWindows());
        #endregion
    }

    public static void Tokens(WebApplicationBuilder builder)
    {
        #region TokenWindows
        builder.Services.AddProfileTwoFactor(options =>
        {
            options.WindowClaimTypes.Add("sid");
            options.WindowClaimTypes.Add("jti");
        });
        #endregion
    }

    public static void MemberWide(WebApplicationBuilder builder)
    {
        #region MemberWideWindows
        builder.Services.AddProfileTwoFactor(options =>
            options.WindowBinding = WindowBinding.Member
        );
        #endregion
    }

    public static void ReportOnly(WebApplicationBuilder builder)
    {
        #region ReportOnly
        builder.Services.AddProfileTwoFactor(options =>
            options.Enforcement = EnforcementMode.ReportOnly
        );
        #endregion
    }

    public static void Health(WebApplicationBuilder builder, WebApplication app)
    {
        #region Health
        builder.Services.AddHealthChecks().AddProfileTwoFactor();

        app.MapHealthChecks("/healthz");
        #endregion
    }

    public static void SignOut(WebApplication app)
    {
        #region SignOut
        app.MapPost(
            "/account/logout",
            async (HttpContext context, IAntiforgery antiforgery) =>
            {
                if (!await antiforgery.IsRequestValidAsync(context))
                {
                    return Results.BadRequest();
                }

                await context.SignOutAsync(ProfileTwoFactorDefaults.AuthenticationScheme);
                await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
                return Results.Redirect("/");
            }
        );
        #endregion
    }

    public static void Stores(WebApplicationBuilder builder)
    {
        #region OwnStores
        builder.Services.AddProfileTwoFactor().AddStores<MyPolicyStore, MySecretStore>();
        #endregion
    }

    public static void InMemory(WebApplicationBuilder builder)
    {
        #region InMemoryStores
        builder.Services.AddProfileTwoFactor().AddInMemoryStores();
        #endregion
    }

    public static void Pages(WebApplicationBuilder builder)
    {
        #region Pages
        builder
            .Services.AddProfileTwoFactor()
            .AddDefaultPages(options =>
            {
                options.Layout = "/Pages/Shared/_Layout.cshtml";
                options.AuthenticatorApps.Clear();
            });
        #endregion
    }

    public static void Mail(WebApplicationBuilder builder)
    {
        #region Mail
        builder
            .Services.AddProfileTwoFactor()
            .AddEntityFrameworkStores<ShopDbContext>()
            .AddMail(mail =>
                mail.UseSmtp(smtp =>
                    {
                        smtp.Host = "smtp.shop.example";
                        smtp.From = "security@shop.example";
                    })
                    .Configure(options => options.PublicOrigin = "https://shop.example")
            );
        #endregion
    }

    public static void Keys(WebApplicationBuilder builder, DirectoryInfo folder)
    {
        #region Keys
        builder
            .Services.AddDataProtection()
            .SetApplicationName("shop")
            .PersistKeysToFileSystem(folder);
        #endregion
    }

    public static void Enrollment(WebApplicationBuilder builder)
    {
        #region EnrollmentProof
        builder.Services.AddProfileTwoFactor(options =>
            options.EnrollmentProof = EnrollmentProof.Required
        );
        #endregion
    }
}
