using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.DocSnippets.Machines;

#region MachineCallers
internal sealed class ShopMachineCallers(ShopKeyContext database) : IMachineCallerDirectory
{
    public async ValueTask<MachineCaller?> FindAsync(
        ClaimsPrincipal user,
        string? profileId,
        CancellationToken cancellationToken
    )
    {
        // The claim that each of the three schemes below adds, and that no person has.
        if (user.FindFirstValue("api_key_id") is not { } id)
        {
            return null;
        }

        if (profileId is null)
        {
            return new MachineCaller { KeyId = id };
        }

        // A key of another workspace isn't a machine caller here.
        var key = await database.ApiKeys.SingleOrDefaultAsync(
            one => one.Id == id && one.WorkspaceId == profileId,
            cancellationToken
        );
        return key is null ? null : Describe(key);
    }

    public async IAsyncEnumerable<MachineCaller> ListAsync(
        string profileId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var keys = database.ApiKeys.Where(key => key.WorkspaceId == profileId);
        await foreach (var key in keys.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return Describe(key);
        }
    }

    private static MachineCaller Describe(ShopApiKey key) =>
        new()
        {
            KeyId = key.Id,
            DisplayName = key.Name,
            CreatorMemberId = key.CreatorMemberId,
        };
}
#endregion
