using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Internal;

/// <summary>Asks the host for a link, on every request, and checks that the answer makes sense.</summary>
internal sealed class SharedLinkResolver(Deadline deadline, TimeProvider time)
{
    /// <summary>Longer than any token a host would put into an address.</summary>
    private const int LongestToken = 512;

    public async Task<SharedLink?> FindAsync(
        IServiceProvider services,
        string? token,
        CancellationToken aborted
    )
    {
        if (token is not { Length: > 0 and <= LongestToken })
        {
            return null;
        }

        SharedLink? link;
        try
        {
            var directory = services.GetRequiredService<ISharedLinkDirectory>();
            link = await deadline.WaitAsync(
                DependencyNames.LinkDirectory,
                directory.FindAsync(token, aborted).AsTask()
            );
        }
        catch (Exception exception) when (exception is not DependencyUnavailableException)
        {
            throw deadline.Failed(DependencyNames.LinkDirectory, exception);
        }

        if (link is null || link.ExpiresAt <= time.GetUtcNow())
        {
            return null;
        }

        return IdentifierRules.IsValid(link.ProfileId) && Enum.IsDefined(link.Access)
            ? link
            : throw deadline.Nonsense(
                DependencyNames.LinkDirectory,
                "it returned a link without a profile, or with an access that does not exist"
            );
    }
}
