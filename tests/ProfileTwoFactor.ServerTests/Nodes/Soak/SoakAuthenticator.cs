using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>An authenticator whose codes have names: six digits come again, a step does not.</summary>
internal sealed class SoakAuthenticator(string id, FakeAuthenticator app)
{
    private int _given;

    /// <summary>A code that was not given before; null until the clock has moved on.</summary>
    public (string Code, string Id)? Next()
    {
        try
        {
            return (app.Code(), $"{id}/{++_given}");
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public string Wrong() => app.WrongCode();
}
