namespace Shop.Testing;

internal static class AuthenticatorSnippets
{
    public static async Task VerifyAsync(
        HttpClient client,
        string otpauthUri,
        FakeTimeProvider clock
    )
    {
        #region FakeAuthenticator
        var app = FakeAuthenticator.FromUri(otpauthUri, clock);
        await client.VerifyTwoFactorAsync("acme", app);
        clock.NextStep();
        var code = app.Code();
        var wrong = app.WrongCode();
        #endregion
        _ = (code, wrong);
    }
}
