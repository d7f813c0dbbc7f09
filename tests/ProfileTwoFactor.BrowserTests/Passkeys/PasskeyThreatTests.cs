using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Dialog;
using ProfileTwoFactor.BrowserTests.Infrastructure;
using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Passkeys;

/// <summary>What passkeys must not let happen, with the answers that Chromium really gives.</summary>
public sealed class PasskeyThreatTests : BrowserTest
{
    // The same host as the site, for which browsers hand out the same passkeys, but another origin.
    private const string Neighbour = "http://localhost:5999";

    // An origin that the site accepts, of another domain.
    private const string Other = "https://other.localhost:5999";

    [NeedsFact("chromium")]
    public Task A_proof_for_another_origin_or_domain_or_without_the_person_is_refused() =>
        OnNamedSiteAsync(
            async site =>
            {
                await site.EnableAsync();
                var mark = await Visitor.SignInAsync(site, "mark");
                var key = await VirtualKey.PlugInAsync(mark, KeyKind.Internal);
                await mark.GoAsync("/");
                await mark.BindPasskeyAsync();

                // The browser's own rule is the first one: a page gets no proof for a domain that isn't its own.
                await mark.VisitAsync(Other);
                var refused = await Assert.ThrowsAsync<PlaywrightException>(async () =>
                    await mark.AskAsync(await ChallengeAsync(mark))
                );
                Assert.Contains("SecurityError", refused.Message);

                await mark.VisitAsync(Neighbour);
                await ExpectRefusedAsync(mark, await mark.AskAsync(await ChallengeAsync(mark)));

                await mark.GoAsync("/");
                await key.VerifyPersonAsync(false);
                await ExpectRefusedAsync(
                    mark,
                    await mark.AskAsync(
                        await ChallengeAsync(mark),
                        new { userVerification = "discouraged" }
                    )
                );

                await key.VerifyPersonAsync(true);
                var (status, body) = await ProveAsync(
                    mark,
                    await mark.AskAsync(await ChallengeAsync(mark))
                );
                Assert.True(status == 200, body.ToString());

                await key.MoveAsync("other.localhost");
                await mark.VisitAsync(Other);
                await ExpectRefusedAsync(
                    mark,
                    await mark.AskAsync(
                        await ChallengeAsync(mark),
                        new { rpId = "other.localhost" }
                    )
                );
            },
            services =>
                services.Configure<PasskeyOptions>(options =>
                {
                    options.UserVerification = PasskeyUserVerification.Required;
                    options.Origins.Add(Other);
                })
        );

    [NeedsFact("chromium")]
    public Task One_answer_sent_to_two_nodes_counts_once() =>
        OnNamedSiteAsync(async site =>
        {
            await using var there = await ((HostedSite)site).AddNodeAsync();
            await site.EnableAsync();
            var mark = await Visitor.SignInAsync(site, "mark");
            await VirtualKey.PlugInAsync(mark, KeyKind.Internal);
            await mark.GoAsync("/");
            await mark.BindPasskeyAsync();
            var sent = new TaskCompletionSource<IRequest>();
            await mark.Page.RouteAsync(
                "**/two-factor/api/profiles/acme/verify",
                route =>
                {
                    sent.SetResult(route.Request);
                    return route.AbortAsync();
                }
            );
            await DialogSteps.LapseAsync(mark);
            await mark.CallAsync(DialogSteps.Heatmaps);
            await mark.ExpectDialogAsync("Enter your code");
            await mark.Dialog()
                .GetByRole(AriaRole.Button, new() { Name = "Use a passkey", Exact = true })
                .ClickAsync();
            var request = await sent.Task;

            Assert.Equal((200, ""), await RepeatAsync(request, there.Address, site.Address));
            Assert.Equal(
                (400, "invalid-code"),
                await RepeatAsync(request, site.Address, site.Address)
            );
            Assert.Equal(
                (400, "invalid-code"),
                await RepeatAsync(request, there.Address, site.Address)
            );

            // It was the challenge, and not the counter, which would have disabled the passkey.
            var (status, body) = await ProveAsync(
                mark,
                await mark.AskAsync(await ChallengeAsync(mark))
            );
            Assert.True(status == 200, body.ToString());
        });

    [NeedsFact("chromium")]
    public Task A_counter_that_goes_back_disables_the_passkey_and_tells_the_member_and_the_owner() =>
        OnNamedSiteAsync(async site =>
        {
            var olivia = await Caller.SignInAsync(site, "olivia");
            await olivia.EnableAsync();
            var owner = await olivia.OpenBrowserAsync();
            var mark = await Visitor.SignInAsync(site, "mark");
            var key = await VirtualKey.PlugInAsync(mark, KeyKind.Usb);
            await mark.GoAsync("/");
            await mark.BindPasskeyAsync();
            await key.TurnBackAsync();
            await mark.LapseAsync();
            await mark.GoAsync(TwoFactorSteps.Heatmap);
            await mark.ExpectVerifyingAsync();
            await mark.ExpectCompleteAsync();

            await mark.PressAsync("Use a passkey");

            await Expect(mark.Page.GetByRole(AriaRole.Alert))
                .ToContainTextAsync("The passkey wasn't accepted.");
            // It isn't offered again: no click on it could help.
            await Expect(mark.Page.Locator("[data-ptf-passkey]")).ToHaveCountAsync(0);
            var (status, body) = await mark.SendAsync(
                $"{PasskeySteps.Acme}/passkeys/assertion-options"
            );
            Assert.Equal((409, "not-bound"), (status, body.GetProperty("code").GetString()));
            await Poll.UntilAsync(
                "the mail to the member",
                TimeSpan.FromMinutes(1),
                async () => await (await mark.Context.APIRequest.GetAsync("/dev/mail")).TextAsync(),
                mails =>
                    mails.Contains("passkey", StringComparison.OrdinalIgnoreCase)
                    && mails.Contains("disabled", StringComparison.OrdinalIgnoreCase)
            );
            var history = await owner.Context.APIRequest.GetAsync(
                "/two-factor/api/profiles/acme/history"
            );
            Assert.Equal(200, history.Status);
            Assert.Contains(
                "PasskeyDisabled",
                await history.TextAsync(),
                StringComparison.OrdinalIgnoreCase
            );
        });

    private static async Task<JsonElement> ChallengeAsync(Visitor visitor)
    {
        var (status, options) = await visitor.SendAsync(
            $"{PasskeySteps.Acme}/passkeys/assertion-options"
        );
        Assert.Equal(200, status);
        return options;
    }

    private static Task<(int Status, JsonElement Body)> ProveAsync(
        Visitor visitor,
        JsonElement passkey
    ) => visitor.SendAsync($"{PasskeySteps.Acme}/verify", new { passkey });

    private static async Task ExpectRefusedAsync(Visitor visitor, JsonElement passkey)
    {
        var (status, body) = await ProveAsync(visitor, passkey);
        Assert.Equal((400, "invalid-code"), (status, body.GetProperty("code").GetString()));
    }

    /// <summary>Sends a captured request as it was, cookies included, to one of the nodes behind the site's address.</summary>
    private static async Task<(int Status, string? Code)> RepeatAsync(
        IRequest request,
        string node,
        string site
    )
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false });
        using var copy = new HttpRequestMessage(
            HttpMethod.Post,
            node + new Uri(request.Url).PathAndQuery
        );
        copy.Content = new StringContent(request.PostData!, Encoding.UTF8, "application/json");
        foreach (var (name, value) in await request.AllHeadersAsync())
        {
            if (
                !name.StartsWith("content-", StringComparison.OrdinalIgnoreCase)
                && !name.StartsWith(':')
            )
            {
                copy.Headers.TryAddWithoutValidation(name, value);
            }
        }

        copy.Headers.Host = new Uri(site).Authority;
        using var answer = await client.SendAsync(copy);
        var text = await answer.Content.ReadAsStringAsync();
        return (
            (int)answer.StatusCode,
            answer.StatusCode == HttpStatusCode.OK
                ? ""
                : JsonSerializer.Deserialize<JsonElement>(text).GetProperty("code").GetString()
        );
    }
}
