using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Gate.Decision;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>One kind of proof that endpoints demand. While an answer is open, each kind its endpoint demands is asked again whether it still holds.</summary>
internal interface IAnswerProof
{
    /// <summary>Asked once an endpoint, while the route table is built.</summary>
    bool IsDemandedBy(Endpoint endpoint);

    /// <summary>Whether the answer may continue, by what was kept of its request. An open answer is no activity.</summary>
    /// <param name="answer">The open answer.</param>
    /// <param name="services">A separate scope: the request's may end at any moment.</param>
    ValueTask<GateDecision> AskAgainAsync(OpenAnswer answer, IServiceProvider services);
}
