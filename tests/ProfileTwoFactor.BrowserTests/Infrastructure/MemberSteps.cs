using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>What an Owner does with members, and members with invitations.</summary>
internal static class MemberSteps
{
    private const string Members = "/p/acme/settings/members";

    public static Task RemoveAsync(this Visitor owner, string name) =>
        owner.ChangeAsync($"Remove {name}@example.com", "Remove", "was removed.");

    public static Task MakeOwnerAsync(this Visitor owner, string name) =>
        owner.ChangeAsync($"Make Owner: {name}@example.com", "Make Owner", "is now the Owner.");

    public static Task ResetAsync(this Visitor owner, string name) =>
        owner.ChangeAsync(
            $"Reset the authenticator of {name}@example.com",
            "Reset",
            "binds a new authenticator"
        );

    public static async Task InviteAsync(this Visitor owner, string name)
    {
        await owner.GoAsync(Members);
        await owner.Page.GetByLabel("E-mail").FillAsync($"{name}@example.com");
        await owner.PressAsync("Send invitation");
        await Expect(owner.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("is invited.");
    }

    /// <summary>The link in the newest invitation of that person.</summary>
    public static async Task<string> InvitationAsync(this Visitor anybody, string name)
    {
        var answer = await anybody.Context.APIRequest.GetAsync("/dev/mail");
        var mail = (await answer.JsonAsync())!
            .Value.EnumerateArray()
            .First(kept =>
                kept.GetProperty("to").GetString() == $"{name}@example.com"
                && kept.GetProperty("subject").GetString()!.StartsWith("Invitation")
            );
        return mail.GetProperty("text")
            .GetString()!
            .Split('\n')
            .Single(line => line.StartsWith("http", StringComparison.Ordinal));
    }

    /// <summary>Waits until the page's hub connection has delivered something.</summary>
    public static Task ExpectLiveAsync(this Visitor member) =>
        Expect(member.Page.Locator(".live-click").First).ToBeAttachedAsync();

    private static async Task ChangeAsync(
        this Visitor owner,
        string link,
        string button,
        string notice
    )
    {
        await owner.GoAsync(Members);
        await owner.FollowAsync(link);
        await owner.PressAsync(button);
        await Expect(owner.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(notice);
    }
}
