using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Directories.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Scopes.Internal;

namespace ProfileTwoFactor.Gate.SharedLinks.Internal;

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
        if (token is not { Length: > 0 and <= LongestToken } || HasOddCharacter(token))
        {
            return null;
        }

        var link = await AskAsync(services, token, aborted);
        if (link is null || link.ExpiresAt <= time.GetUtcNow())
        {
            return null;
        }

        return IdentifierRules.IsValid(link.ProfileId) && Enum.IsDefined(link.Access)
            ? link
            : throw deadline.InvalidAnswer(
                DependencyNames.LinkDirectory,
                "it returned a link without a profile, or with an unknown access"
            );
    }

    private async Task<SharedLink?> AskAsync(
        IServiceProvider services,
        string token,
        CancellationToken aborted
    )
    {
        return await deadline.AskAsync(
            DependencyNames.LinkDirectory,
            (services, token),
            static (s, cancelled) =>
                new ValueTask<SharedLink?>(
                    WithoutMessages(
                        s.services.GetRequiredService<ISharedLinkDirectory>(),
                        s.token,
                        cancelled
                    )
                ),
            aborted
        );
    }

    /// <summary>What the host throws may quote the token, and it ends in our log: its types and where it came from are kept, its words are not.</summary>
    private static async Task<SharedLink?> WithoutMessages(
        ISharedLinkDirectory directory,
        string token,
        CancellationToken aborted
    )
    {
        try
        {
            return await directory.FindAsync(token, aborted);
        }
        catch (Exception exception)
        {
            throw new SharedLinkDirectoryException(exception);
        }
    }

    /// <summary>No token has one, and databases throw at some of them: that would tell such a token from an unknown one.</summary>
    private static bool HasOddCharacter(string token)
    {
        foreach (var letter in token)
        {
            if (char.IsControl(letter) || char.IsSurrogate(letter))
            {
                return true;
            }
        }

        return false;
    }
}
