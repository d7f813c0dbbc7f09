namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>What was before a test begins, brought about without a browser: page loads are most of the time that these tests take.</summary>
internal static class Arrangements
{
    /// <summary>Two-factor authentication is on in Acme Store. A test that needs it in the Owner's browser uses a <see cref="Caller"/>.</summary>
    public static async Task<Authenticator> EnableAsync(this Site site)
    {
        var olivia = await Caller.SignInAsync(site, "olivia");
        return await olivia.EnableAsync();
    }

    /// <summary>A member of Acme Store has an authenticator.</summary>
    public static async Task<Authenticator> BindAsync(this Site site, string name)
    {
        var member = await Caller.SignInAsync(site, name);
        return await member.BindAsync();
    }

    /// <summary>A person's own account asks for codes.</summary>
    public static async Task<(Authenticator App, string[] Codes)> SetUpAccountAsync(
        this Site site,
        string name
    )
    {
        var person = await Caller.SignInAsync(site, name);
        return await person.SetUpAccountAsync();
    }
}
