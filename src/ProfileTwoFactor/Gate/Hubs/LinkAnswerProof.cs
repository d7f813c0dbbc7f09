using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.SharedLinks.Internal;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>The shared link, asked about an open answer: it may have been revoked, or be for members only by now.</summary>
internal sealed class LinkAnswerProof(SharedLinkGate gate) : IAnswerProof
{
    public bool IsDemandedBy(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ISharedLinkMetadata>() is not null;

    public ValueTask<GateDecision> AskAgainAsync(OpenAnswer answer, IServiceProvider services) =>
        gate.AskAgainAsync(answer.Snapshot, answer.Endpoint, answer.User, answer.Link, services);
}
