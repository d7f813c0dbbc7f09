using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>The members of a profile, as the directory lists them, each with what the store knows of their authenticator.</summary>
internal sealed class MemberRoll(BindingManager bindings, PolicyRules rules, Deadline deadline)
{
    /// <exception cref="DependencyUnavailableException">Store or directory can't answer, or a row makes no sense: there is no list.</exception>
    public async Task<List<MemberAndBinding>> ReadAsync(ProfileCall call)
    {
        try
        {
            var members = new List<MemberAndBinding>();
            await foreach (var member in EachAsync(call, call.Context.RequestAborted))
            {
                members.Add(member);
            }

            return members;
        }
        catch (Exception exception) when (exception is not DependencyUnavailableException)
        {
            throw deadline.Failed(DependencyNames.Directory, exception);
        }
    }

    private async IAsyncEnumerable<MemberAndBinding> EachAsync(
        ProfileCall call,
        [EnumeratorCancellation] CancellationToken aborted
    )
    {
        var records = new Dictionary<(string Id, string Stamp), BindingRecord>();
        if (call.Enabled)
        {
            await foreach (
                var record in bindings.ListAsync(call.Subject.Scope, call.Epoch, aborted)
            )
            {
                records[(record.Key.MemberId, record.Key.MemberStamp)] = record;
            }
        }

        var kinds = AllowedKinds.Of(rules.Of(call.Policy));
        var directory = call.Context.RequestServices.GetRequiredService<IProfileDirectory>();
        var listed = deadline.EachAsync(
            DependencyNames.Directory,
            (directory, call.Profile.Id),
            static (s, token) => s.directory.ListMembersAsync(s.Id, token),
            aborted
        );
        await foreach (var member in listed)
        {
            var record = records.GetValueOrDefault((member.MemberId, member.Stamp ?? ""));
            yield return new(member, record, kinds.Bound(record?.Active));
        }
    }
}
