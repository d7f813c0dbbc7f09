using System.Data;
using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Members;

/// <summary>Makes a change of members all at once or not at all.</summary>
internal sealed class MemberTransaction(HeatmapDbContext database)
{
    /// <summary>Serializable, because what was read ("not the Owner", "a member", "not used yet") must still be true when the change is made.</summary>
    public async Task<MemberChange> RunAsync(
        Func<Task<MemberChange>> change,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var transaction = await database.Database.BeginTransactionAsync(
                IsolationLevel.Serializable,
                cancellationToken
            );
            var outcome = await change();
            if (outcome == MemberChange.Done)
            {
                await transaction.CommitAsync(cancellationToken);
            }

            return outcome;
        }
        catch (Exception error) when (DatabaseFailure.IsConflict(error))
        {
            return MemberChange.Conflict;
        }
    }
}
