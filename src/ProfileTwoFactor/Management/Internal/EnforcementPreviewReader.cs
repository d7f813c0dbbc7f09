using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Tells the Owner who would be refused if two-factor authentication were enforced now.</summary>
internal sealed class EnforcementPreviewReader(
    OwnerSight sight,
    MemberRoll members,
    MachineCallerRoll machines,
    WouldRefuseCounts counts
)
{
    /// <summary>Enough to act on; the list of members has all.</summary>
    private const int MostNamed = 100;

    public async Task<TwoFactorResult<EnforcementPreview>> ReadAsync(ProfileCall call)
    {
        if (await sight.RefuseAsync(call) is { } refusal)
        {
            return refusal;
        }

        var all = await members.ReadAsync(call);
        var recent = counts.Of(call.Subject.Scope);
        var unbound = all.Where(one => !one.IsBound).ToList();
        var listed = await machines.ReadAsync(call, all);
        return new EnforcementPreview
        {
            Members = all.Count,
            Bound = all.Count - unbound.Count,
            NotBound = unbound.Count,
            WouldBeRefused =
            [
                .. unbound
                    .Take(MostNamed)
                    .Select(one => new UnboundMember(one.Member.MemberId, one.Member.AccountName)),
            ],
            MachineCallers = listed?.Callers,
            HasMoreMachineCallers = listed is { HasMore: true },
            Recent = new WouldRefuse(recent.Since, recent.Requests, recent.Members),
        };
    }
}
