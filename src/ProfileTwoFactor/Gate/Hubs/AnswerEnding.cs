using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Gate.Challenges;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>Tells the client of a gated answer why it ends, and the log that it did.</summary>
internal sealed class AnswerEnding(
    GateChallenge challenge,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<OpenAnswerTracker> logger
)
{
    private readonly TimeSpan _timeout = options.Value.DependencyTimeout;

    /// <summary>In place of an answer about which nothing could ever be asked.</summary>
    public Task RefuseAsync(
        HttpContext context,
        Endpoint endpoint,
        DependencyUnavailableException exception
    )
    {
        GateLog.GateUnavailable(logger, exception.Dependency, exception);
        return challenge.AnswerAsync(context, new(GateStatus.Unavailable, endpoint));
    }

    /// <summary>The reason in the contract's words. An answer ends also when it can't be put into words.</summary>
    public TwoFactorError Explain(OpenAnswer answer, GateDecision decision)
    {
        try
        {
            return challenge.ErrorOf(answer.Snapshot.Context, decision);
        }
        catch (Exception exception)
        {
            ConnectionLog.ConnectionNotTold(logger, exception);
            return TwoFactorErrorFactory.Unavailable();
        }
    }

    /// <summary>For the goodbye and the end of the endpoint's code, but not for long: neither a client that reads nothing nor code that goes on may keep the answer open.</summary>
    public async Task SayGoodbyeAsync(
        IAnswerFarewell farewell,
        TwoFactorError reason,
        Task answered
    )
    {
        try
        {
            if (await farewell.BeginAsync(reason).WaitAsync(_timeout, time))
            {
                await answered.WaitAsync(_timeout, time);
            }
        }
        catch (Exception exception)
        {
            ConnectionLog.ConnectionNotTold(logger, exception);
        }
    }

    public void Ended(Endpoint endpoint, TwoFactorError reason) =>
        ConnectionLog.AnswerEnded(logger, endpoint.DisplayName, reason.Code);
}
