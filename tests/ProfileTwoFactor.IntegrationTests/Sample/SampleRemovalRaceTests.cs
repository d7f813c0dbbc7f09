using System.Net;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>A member is removed while their request is between the gate and the endpoint. The gate decides about a request, once.</summary>
public sealed class SampleRemovalRaceTests
{
    [Theory]
    [InlineData("/api/p/acme/heatmaps")]
    [InlineData("/p/acme")]
    public async Task Member_RemovedBetweenGateAndEndpoint_IsRefusedAtTheNextRequest(string path)
    {
        using var site = new SampleSite
        {
            Replace = services =>
            {
                var own = services.Last(service =>
                    service.ServiceType == typeof(IProfileDirectory)
                );
                services.AddSingleton<IProfileDirectory>(provider => new ForgetfulDirectory(
                    (IProfileDirectory)
                        ActivatorUtilities.CreateInstance(provider, own.ImplementationType!)
                ));
            },
        };
        var mark = await site.SignedInAsync("mark");

        var first = await OpenAsync(mark, path);
        var next = await OpenAsync(mark, path);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (first.Status, next.Status));
    }

    private static Task<Answer> OpenAsync(Browser browser, string path) =>
        path.StartsWith("/api", StringComparison.Ordinal)
            ? browser.GetAsync(path)
            : browser.NavigateAsync(path);

    /// <summary>A member at the first question, which is the gate's, and never again.</summary>
    private sealed class ForgetfulDirectory(IProfileDirectory inner) : IProfileDirectory
    {
        private int _asked;

        public async ValueTask<ProfileAccess?> FindAsync(
            string profileId,
            ClaimsPrincipal user,
            CancellationToken cancellationToken
        ) =>
            await inner.FindAsync(profileId, user, cancellationToken) is { } found
                ? Interlocked.Increment(ref _asked) == 1
                    ? found
                    : found with
                    {
                        Member = null,
                    }
                : null;

        public ValueTask<ProfileMember?> FindMemberAsync(
            string profileId,
            string memberId,
            CancellationToken cancellationToken
        ) => inner.FindMemberAsync(profileId, memberId, cancellationToken);

        public IAsyncEnumerable<ProfileMember> ListMembersAsync(
            string profileId,
            CancellationToken cancellationToken
        ) => inner.ListMembersAsync(profileId, cancellationToken);
    }
}
