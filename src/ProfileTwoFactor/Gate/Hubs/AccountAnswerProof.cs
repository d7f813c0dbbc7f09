using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>The account's second factor, asked about an open answer.</summary>
internal sealed class AccountAnswerProof(AccountGate gate, TimeProvider time) : IAnswerProof
{
    public bool IsDemandedBy(Endpoint endpoint) => GateEndpoints.NeedsAccount(endpoint);

    public async ValueTask<GateDecision> AskAgainAsync(OpenAnswer answer, IServiceProvider services)
    {
        if (answer.Snapshot.HasSignInEnded(time.GetUtcNow()))
        {
            return new GateDecision(GateStatus.SignInRequired, answer.Endpoint);
        }

        var decision = await gate.DecideAsync(
            new AccountGateRequest
            {
                Context = answer.Snapshot.Context,
                Connection = answer.Snapshot,
                Services = services,
                User = answer.User,
                Endpoint = answer.Endpoint,
                Demand = AccountDemand.Of(answer.Endpoint),
            }
        );
        // The sign-in's cookie is not asked again while the answer is open, so a changed password has to be seen here.
        return
            !decision.Admits || StampsOf(decision.Accounts).SequenceEqual(StampsOf(answer.Accounts))
            ? decision
            : new GateDecision(GateStatus.SignInRequired, answer.Endpoint);
    }

    private static IEnumerable<string?> StampsOf(IEnumerable<TwoFactorAccount> accounts) =>
        accounts.Select(account => account.SecurityStamp);
}
