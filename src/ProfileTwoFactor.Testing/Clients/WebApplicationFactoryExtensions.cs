using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Testing;

/// <summary>Clients of a host under test.</summary>
public static class WebApplicationFactoryExtensions
{
    /// <summary>A client that keeps cookies, follows no redirects and speaks https, without which the window's cookie would not come back.</summary>
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

    /// <summary>A client of a member who is signed in, bound and verified in a profile that has two-factor authentication on.</summary>
    /// <param name="factory">The host under test.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="signIn">Signs the client in, by whatever the host has for it.</param>
    /// <exception cref="HttpRequestException">A call was refused, for example because the profile has it off or the member is bound already.</exception>
    public static async Task<HttpClient> CreateVerifiedClientAsync<TEntryPoint>(
        this WebApplicationFactory<TEntryPoint> factory,
        string profileId,
        Func<HttpClient, Task> signIn
    )
        where TEntryPoint : class
    {
        ArgumentNullException.ThrowIfNull(signIn);
        var client = factory.CreateTwoFactorClient();
        await signIn(client).ConfigureAwait(false);
        await client
            .BindTwoFactorAsync(profileId, factory.Services.GetRequiredService<TimeProvider>())
            .ConfigureAwait(false);
        return client;
    }
}
