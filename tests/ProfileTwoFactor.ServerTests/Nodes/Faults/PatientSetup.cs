using System.Net;
using System.Text.Json;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>Nodes with short deadlines refuse this and that on a busy machine, before any fault; the set-up of a test tries again.</summary>
internal static class PatientSetup
{
    /// <returns>The authenticator of the Owner, for whom acme is on when this returns. The browser may have no window.</returns>
    public static async Task<FakeAuthenticator> EnabledAsync(SampleNode node, TimeProvider clock)
    {
        using var owner = await NodeCaller.AtAsync(
            await NodeBrowser.SignedInAsync(node, "olivia"),
            node
        );
        FakeAuthenticator? app = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var begun = await owner.ProfilePostAsync("binding");
                if (begun.Status != HttpStatusCode.OK)
                {
                    // Of an enabling that was answered with "can't tell", and had happened.
                    return begun.Code == "already-bound" && app is not null;
                }

                app = new FakeAuthenticator(
                    JsonElement.Parse(begun.Body).GetProperty("secret").GetString()!,
                    clock
                );
                var enabled = await owner.ProfilePostAsync("enable", new { code = app.Code() });
                return enabled.Status == HttpStatusCode.OK;
            },
            "two-factor authentication is on"
        );
        return app!;
    }
}
