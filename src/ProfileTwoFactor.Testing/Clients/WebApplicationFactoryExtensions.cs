using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Testing;

/// <summary>Creates clients of a host under test.</summary>
public static class WebApplicationFactoryExtensions
{
    /// <summary>Creates a client that keeps cookies, follows no redirects, and uses HTTPS, which the window's cookie requires.</summary>
    /// <param name="factory">The host under test.</param>
    public static HttpClient CreateTwoFactorClient<TEntryPoint>(
        this WebApplicationFactory<TEntryPoint> factory
    )
        where TEntryPoint : class
    {
        ArgumentNullException.ThrowIfNull(factory);
        return factory.CreateClient(
            new WebApplicationFactoryClientOptions
            {
                BaseAddress = new Uri("https://localhost"),
                AllowAutoRedirect = false,
            }
        );
    }

    /// <summary>Creates a client of a member who is signed in, bound, and verified in a profile with two-factor authentication.</summary>
    /// <param name="factory">The host under test.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="signIn">Signs the client in to the app.</param>
    /// <exception cref="HttpRequestException">A call was refused, for example because two-factor authentication is disabled, or because the member is already bound.</exception>
    public static async Task<HttpClient> CreateVerifiedClientAsync<TEntryPoint>(
        this WebApplicationFactory<TEntryPoint> factory,
        string profileId,
        Func<HttpClient, Task> signIn
    )
        where TEntryPoint : class
    {
        ArgumentNullException.ThrowIfNull(signIn);
        var client = factory.CreateTwoFactorClient();
        await signIn(client);
        await client.BindTwoFactorAsync(
            profileId,
            factory.Services.GetRequiredService<TimeProvider>()
        );
        return client;
    }
}
