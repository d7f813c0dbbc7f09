using ProfileTwoFactor.BrowserTests.Infrastructure;

namespace ProfileTwoFactor.BrowserTests.Passkeys;

internal static class PasskeySteps
{
    /// <summary>The person who is asked for a passkey closes the prompt at once. Chromium's simulated prompts can't be closed.</summary>
    public static Task RefusePromptsAsync(this Visitor visitor, string error) =>
        visitor.Page.AddInitScriptAsync(
            $$"""
            for (const call of ["create", "get"]) {
              navigator.credentials[call] = () => Promise.reject(new DOMException("", "{{error}}"));
            }
            """
        );
}
