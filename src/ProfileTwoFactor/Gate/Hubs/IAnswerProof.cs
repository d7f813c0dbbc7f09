using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Gate.Decision;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>One kind of proof that endpoints demand. While an answer is open, each kind its endpoint demands is asked again whether it still holds.</summary>
internal interface IAnswerProof
{
    /// <summary>Asked once an endpoint, while the route table is built.</summary>
    bool IsDemandedBy(Endpoint endpoint);

    /// <summary>May the answer go on? By what was kept of its request; being open is no activity.</summary>
    /// <param name="answer">The open answer.</param>
    /// <param name="services">A scope of its own: the request's may be over at any moment.</param>
    ValueTask<GateDecision> AskAgainAsync(OpenAnswer answer, IServiceProvider services);
}
