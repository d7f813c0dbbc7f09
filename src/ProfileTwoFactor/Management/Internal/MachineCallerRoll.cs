using ProfileTwoFactor.Callers;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>The machine callers of a profile, each with what its rules say to it. The creators are looked up among the members that were read anyway.</summary>
internal sealed class MachineCallerRoll(
    IEnumerable<MachineCallerFinder> finders,
    PolicyRules rules,
    Deadline deadline
)
{
    private const int MostNamed = 100;

    private readonly MachineCallerFinder? _finder = finders.SingleOrDefault();

    /// <returns>Null in apps that name no machine callers.</returns>
    /// <exception cref="DependencyUnavailableException">The app's directory can't answer.</exception>
    public async Task<MachineCallerList?> ReadAsync(
        ProfileCall call,
        IReadOnlyList<MemberAndBinding> members
    )
    {
        if (_finder is null)
        {
            return null;
        }

        var own = rules.Of(call.Policy);
        var bound = members
            .Where(one => MachineAdmission.IsBound(one.Record, own))
            .Select(one => one.Member.MemberId)
            .ToHashSet(StringComparer.Ordinal);
        var listed = new List<PreviewedMachineCaller>();
        try
        {
            await foreach (
                var one in _finder.ListAsync(
                    call.Context.RequestServices,
                    call.Profile.Id,
                    call.Context.RequestAborted
                )
            )
            {
                if (listed.Count == MostNamed)
                {
                    return new(listed, HasMore: true);
                }

                var caller = _finder.Checked(one);
                var refused = own.MachineCallers switch
                {
                    MachineCallerAccess.Allow => false,
                    MachineCallerAccess.AllowWhileCreatorBound => caller.CreatorMemberId
                        is not { } creator
                        || !bound.Contains(creator),
                    _ => true,
                };
                listed.Add(new(caller.KeyId, caller.DisplayName, caller.CreatorMemberId, refused));
            }
        }
        catch (Exception exception) when (exception is not DependencyUnavailableException)
        {
            throw deadline.Failed(DependencyNames.MachineCallers, exception);
        }

        return new(listed, HasMore: false);
    }
}
