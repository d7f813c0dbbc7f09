using ProfileTwoFactor.Passkeys;

namespace Shop.Passkeys;

internal static class PasskeySnippets
{
    public static void Add(WebApplicationBuilder builder)
    {
        #region Passkeys
        builder.Services.AddProfileTwoFactor().AddPasskeys();
        #endregion
    }

    public static void Configure(WebApplicationBuilder builder)
    {
        #region PasskeyOptions
        builder
            .Services.AddProfileTwoFactor()
            .AddPasskeys(passkeys =>
            {
                passkeys.ServerDomain = "example.com";
                passkeys.Origins.Add("https://app.example.com");
                passkeys.UserVerification = PasskeyUserVerification.Required;
            });
        #endregion
    }

    public static async Task UseAsync(HttpClient client)
    {
        #region FakePasskey
        using var passkeys = new FakePasskeyAuthenticator("https://localhost");
        await client.BindPasskeyAsync("acme", passkeys);
        await client.VerifyPasskeyAsync("acme", passkeys);
        passkeys.VerifiesUser = false;
        passkeys.Origin = "https://evil.example";
        #endregion
    }
}
