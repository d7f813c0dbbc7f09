using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Certificate;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Machines.Support;

/// <summary>Hosts that people enter by a cookie, and machines by a key, a token, or a client certificate.</summary>
internal static class MachineHosts
{
    public const string CertificateHeader = "X-Client-Cert";

    public static Task<TestEngine> StartAsync(
        TestMachineCallers? callers,
        Action<ProfileTwoFactorOptions>? options = null,
        Action<IServiceCollection>? services = null,
        TestDirectory? directory = null
    ) =>
        TestEngine.StartAsync(
            options,
            all =>
            {
                all.AddSingleton<ISharedLinkDirectory>(Links());
                AddCallers(all, callers);
                services?.Invoke(all);
            },
            directory,
            Map,
            Authenticate
        );

    /// <summary>Another node of the same app: over the same stores.</summary>
    public static Task<GateHost> SecondAsync(TestEngine engine, TestMachineCallers callers) =>
        GateHost.StartAsync(
            Map,
            all =>
            {
                all.AddSingleton<ISharedLinkDirectory>(Links());
                AddCallers(all, callers);
                all.Replace(ServiceDescriptor.Singleton(engine.Policies));
                all.Replace(ServiceDescriptor.Singleton(engine.Secrets));
            },
            authentication: Authenticate
        );

    public static void AddCallers(IServiceCollection services, TestMachineCallers? callers)
    {
        if (callers is not null)
        {
            services.AddSingleton<IMachineCallerDirectory>(callers);
            new ProfileTwoFactorBuilder(services).AddMachineCallers<TestMachineCallers>();
        }
    }

    public static void Authenticate(IServiceCollection services)
    {
        services
            .AddAuthentication("Smart")
            .AddPolicyScheme(
                "Smart",
                displayName: null,
                scheme =>
                    scheme.ForwardDefaultSelector = context =>
                        context.Request.Headers.ContainsKey(KeyHandler.Header)
                        || context.Request.Cookies.ContainsKey(KeyHandler.Cookie)
                            ? KeyHandler.SchemeName
                        : context.Request.Headers.Authorization.Count > 0
                            ? JwtBearerDefaults.AuthenticationScheme
                        : context.Request.Headers.ContainsKey(CertificateHeader)
                            ? CertificateAuthenticationDefaults.AuthenticationScheme
                        : CookieAuthenticationDefaults.AuthenticationScheme
            )
            .AddCookie(cookie => cookie.ExpireTimeSpan = TimeSpan.FromDays(400))
            .AddJwtBearer(TokenIssuer.TrustAsWritten)
            .AddCertificate(certificates =>
            {
                certificates.AllowedCertificateTypes = CertificateTypes.SelfSigned;
                certificates.ValidateCertificateUse = false;
                certificates.ValidateValidityPeriod = false;
                certificates.Events = new CertificateAuthenticationEvents
                {
                    OnCertificateValidated = context =>
                    {
                        // The subject of the tests' certificate is "id:member".
                        var name = context.ClientCertificate.GetNameInfo(
                            System.Security.Cryptography.X509Certificates.X509NameType.SimpleName,
                            forIssuer: false
                        );
                        context.Principal = new(
                            new System.Security.Claims.ClaimsIdentity(
                                [
                                    new(System.Security.Claims.ClaimTypes.Name, name.Split(':')[1]),
                                    new(KeyHandler.KeyId, name.Split(':')[0]),
                                ],
                                context.Scheme.Name
                            )
                        );
                        context.Success();
                        return Task.CompletedTask;
                    },
                };
            })
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(
                KeyHandler.SchemeName,
                configureOptions: null
            );
        services.AddCertificateForwarding(forwarding =>
            forwarding.CertificateHeader = CertificateHeader
        );
        services.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter, ForwardsCertificates>();
    }

    public static Task<Answer> GetAsync(
        this GateHost host,
        string path,
        string? key = null,
        string? token = null,
        string? certificate = null,
        Browser? browser = null
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "application/json");
        return host.SendAsync(request, key, token, certificate, browser);
    }

    public static async Task<Answer> SendAsync(
        this GateHost host,
        HttpRequestMessage request,
        string? key = null,
        string? token = null,
        string? certificate = null,
        Browser? browser = null
    )
    {
        foreach (
            var (name, value) in new[]
            {
                (KeyHandler.Header, key),
                ("Authorization", token is null ? null : $"Bearer {token}"),
                (CertificateHeader, certificate),
            }
        )
        {
            if (value is not null)
            {
                request.Headers.Add(name, value);
            }
        }

        return await (browser ?? await host.BrowserAsync()).SendAsync(request);
    }

    private static TestLinkDirectory Links()
    {
        var links = new TestLinkDirectory();
        links.Add("members", SharedLinkAccess.MembersOnly);
        links.Add("public", SharedLinkAccess.Public);
        return links;
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
        routes.MapGet("/p/{sid}/fresh", (string sid) => sid).RequireProfileTwoFactor(300);
        routes
            .MapGet("/p/{sid}/own", (string sid) => sid)
            .RequireProfileTwoFactor(ownProofOnly: true);
        routes.MapGet("/share/{token}", () => "shown").RequireSharedLink();
    }

    private sealed class ForwardsCertificates : Microsoft.AspNetCore.Hosting.IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.UseCertificateForwarding();
                next(app);
            };
    }
}
