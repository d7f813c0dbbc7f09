using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>The profile's gate, asked about an open answer.</summary>
internal sealed class ProfileAnswerProof(ProfileGate gate, ProfileIdSource ids, TimeProvider time)
    : IAnswerProof
{
    public bool IsDemandedBy(Endpoint endpoint) => GateEndpoints.IsGated(endpoint);

    public ValueTask<GateDecision> AskAgainAsync(OpenAnswer answer, IServiceProvider services)
    {
        var endpoint = answer.Endpoint;
        if (answer.Snapshot.HasSignInEnded(time.GetUtcNow()))
        {
            return new(new GateDecision(GateStatus.SignInRequired, endpoint));
        }

        var attachment = GateAttachment.Of(endpoint, ids);
        return gate.DecideAsync(
            new GateRequest
            {
                Context = answer.Snapshot.Context,
                Asker = GateAsker.Background,
                Connection = answer.Snapshot,
                Services = services,
                User = answer.User,
                Endpoint = endpoint,
                ProfileId = answer.Snapshot.AdmittedTo,
                MaxAgeSeconds = attachment.MaxAgeSeconds,
                OwnProofOnly = attachment.OwnProofOnly,
                Passive = true,
            }
        );
    }
}
