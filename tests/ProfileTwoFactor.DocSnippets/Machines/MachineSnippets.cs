using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Certificate;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.DocSnippets.Machines;

internal static class MachineSnippets
{
    public static void Add(WebApplicationBuilder builder)
    {
        #region AddMachineCallers
        builder.Services.AddProfileTwoFactor().AddMachineCallers<ShopMachineCallers>();
        #endregion
    }

    public static void Limit(WebApplicationBuilder builder)
    {
        #region MachineLimit
        builder.Services.AddProfileTwoFactor(options =>
            options.PolicyLimits.MaxMachineCallers = MachineCallerAccess.AllowWhileCreatorBound
        );
        #endregion
    }

    public static void Authenticate(WebApplicationBuilder builder)
    {
        #region MachineSchemes
        builder
            .Services.AddAuthentication("Any")
            .AddPolicyScheme(
                "Any",
                displayName: null,
                any =>
                    any.ForwardDefaultSelector = context =>
                        context.Request.Headers.ContainsKey("X-Api-Key") ? "ApiKey"
                        : context.Request.Headers.Authorization.Count > 0
                            ? JwtBearerDefaults.AuthenticationScheme
                        : context.Connection.ClientCertificate is not null
                            ? CertificateAuthenticationDefaults.AuthenticationScheme
                        : CookieAuthenticationDefaults.AuthenticationScheme
            )
            .AddCookie()
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>("ApiKey", _ => { })
            .AddJwtBearer(jwt =>
            {
                jwt.Authority = "https://id.example.com";
                jwt.Audience = "shop";
                jwt.MapInboundClaims = false;
                jwt.Events = new JwtBearerEvents { OnTokenValidated = MarkService };
            })
            .AddCertificate(certificates =>
                certificates.Events = new CertificateAuthenticationEvents
                {
                    OnCertificateValidated = MarkDevice,
                }
            );
        #endregion
    }

    #region MarkService
    // A token of a service (client credentials) has no person: its subject is the client itself.
    private static async Task MarkService(
        Microsoft.AspNetCore.Authentication.JwtBearer.TokenValidatedContext context
    )
    {
        var identity = (ClaimsIdentity)context.Principal!.Identity!;
        if (identity.FindFirst("client_id") is { } client && identity.HasClaim("sub", client.Value))
        {
            await MarkAsync(context.HttpContext, identity, client.Value);
        }
    }

    private static async Task MarkDevice(CertificateValidatedContext context)
    {
        var identity = (ClaimsIdentity)context.Principal!.Identity!;
        await MarkAsync(context.HttpContext, identity, context.ClientCertificate.Thumbprint);
        context.Success();
    }

    // The table of keys also has the services and devices, by client id and thumbprint.
    private static async Task MarkAsync(HttpContext context, ClaimsIdentity identity, string id)
    {
        identity.AddClaim(new Claim("api_key_id", id));
        var database = context.RequestServices.GetRequiredService<ShopKeyContext>();
        if (await database.ApiKeys.SingleOrDefaultAsync(key => key.Id == id) is { } key)
        {
            identity.AddClaim(new Claim("member_id", key.CreatorMemberId));
        }
    }
    #endregion
}
