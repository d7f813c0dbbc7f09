using System.Runtime.CompilerServices;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>Reads the host's stream of members and waits for none of its steps longer than it should, not even for one that blocks its thread.</summary>
internal static class DirectoryRows
{
    public static async IAsyncEnumerable<ProfileMember?> ReadAsync(
        IProfileDirectory directory,
        string profileId,
        TimeSpan patience,
        [EnumeratorCancellation] CancellationToken stopping
    )
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var token = source.Token;
        var members = await Task.Run(
                () => directory.ListMembersAsync(profileId, token).GetAsyncEnumerator(token),
                CancellationToken.None
            )
            .WaitAsync(patience, stopping);
        var hung = false;
        try
        {
            while (true)
            {
                hung = true;
                var any = await Task.Run(
                        () => members.MoveNextAsync().AsTask(),
                        CancellationToken.None
                    )
                    .WaitAsync(patience, stopping);
                hung = false;
                if (!any)
                {
                    yield break;
                }

                yield return members.Current;
            }
        }
        finally
        {
            // An enumerator in the middle of a step can't be disposed; it has been canceled and isn't awaited.
            await source.CancelAsync();
            if (!hung)
            {
                await Task.Run(() => members.DisposeAsync().AsTask(), CancellationToken.None)
                    .WaitAsync(patience, CancellationToken.None);
            }
        }
    }
}
