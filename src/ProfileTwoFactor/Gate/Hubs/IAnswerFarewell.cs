using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>How a protocol ends an answer with a message. Without one the connection is cut.</summary>
internal interface IAnswerFarewell
{
    /// <summary>Stops what is being written, and sends the reason if the protocol can do so immediately. Called by the watcher while the endpoint's code runs.</summary>
    /// <returns>False when there is no way to, so that the connection is closed immediately.</returns>
    Task<bool> BeginAsync(TwoFactorError reason);

    /// <summary>The endpoint's code has ended: the last chance to say why. Called on the request's own path.</summary>
    void Complete(HttpContext context, TwoFactorError reason);
}
