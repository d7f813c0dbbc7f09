using System.Security.Cryptography;
using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Polish;

/// <summary>A site whose content security policy lets styles and scripts through by their nonce only.</summary>
public sealed class NonceTests : BrowserTest
{
    private const string Key = "nonce";

    [NeedsFact("chromium", "oathtool", "zbarimg")]
    public Task PageDialogAndPanel_UnderAPolicyOfNoncesOnly_AreStyledAndRunTheirScripts() =>
        OnSiteAsync(
            async site =>
            {
                var app = await site.EnableAsync();
                var mark = await Visitor.SignInAsync(site, "mark");
                await mark.GoAsync("/two-factor/profiles/acme/bind");
                await mark.ExpectScriptAsync();
                Assert.True(await mark.Page.EvaluateAsync<bool>(IsStyled));

                await mark.GoAsync("/");
                var opened = mark.Page.EvaluateAsync(
                    "fetch('/api/p/acme/heatmaps').catch(() => {})"
                );
                await mark.ExpectDialogAsync("Bind your authenticator");
                Assert.True(await mark.Page.EvaluateAsync<bool>(DialogIsStyled));
                await mark.Page.Keyboard.PressAsync("Escape");
                await opened;

                var olivia = await Visitor.SignInAsync(site, "olivia");
                await olivia.GoAsync(TwoFactorSteps.Members);
                await olivia.EnterAsync(await app.NextCodeAsync(), "Verify");
                await olivia.ExpectAtAsync(TwoFactorSteps.Members);
                Assert.True(await olivia.Page.EvaluateAsync<bool>(IsStyled));
                await olivia.PressInPanelAsync("Disable");
                await olivia.ExpectDialogAsync("Disable two-factor authentication?");
                Assert.True(await olivia.Page.EvaluateAsync<bool>(DialogIsStyled));

                Assert.DoesNotContain(
                    mark.Complaints.Concat(olivia.Complaints),
                    complaint =>
                        complaint.Contains("/two-factor/", StringComparison.Ordinal)
                        && complaint.Contains("Content Security Policy", StringComparison.Ordinal)
                );
            },
            UseNonces
        );

    private const string IsStyled =
        "[...document.styleSheets].some((it) => it.href.includes('/two-factor/assets/') && it.cssRules.length > 0)";

    private const string DialogIsStyled =
        $"document.querySelector('{DialogSteps.Element}').shadowRoot.querySelector('link').sheet?.cssRules.length > 0";

    private static void UseNonces(IServiceCollection services)
    {
        services.Configure<ProfileTwoFactorPagesOptions>(options =>
        {
            options.Layout = null;
            options.CspNonce = context => (string?)context.Items[Key];
        });
        services.AddSingleton<IStartupFilter, NoncePolicy>();
    }

    private sealed class NoncePolicy : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, inner) =>
                    {
                        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
                        context.Items[Key] = nonce;
                        // Registered first, so it runs last and has the last word over the sample's own policy.
                        context.Response.OnStarting(() =>
                        {
                            context.Response.Headers.ContentSecurityPolicy =
                                $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; form-action 'self'";
                            return Task.CompletedTask;
                        });
                        return inner(context);
                    }
                );
                next(app);
            };
    }
}
