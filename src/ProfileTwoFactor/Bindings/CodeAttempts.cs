using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>What surrounds each attempt with a code: whether this node can judge it, and what is recorded and published.</summary>
internal sealed class CodeAttempts(
    NodeClock clock,
    AcceptedSteps steps,
    TwoFactorMetrics metrics,
    ILogger<CodeAttempts> logger
)
{
    /// <param name="key">Whose code it is.</param>
    /// <param name="attempt">Answers once its outcome is committed.</param>
    /// <exception cref="DependencyUnavailableException">Nothing was counted, or the outcome is unknown.</exception>
    public async Task<CodeOutcome> RunAsync(BindingKey key, Func<Task<CodeOutcome>> attempt)
    {
        await clock.EnsureAgreesAsync(key.Scope.Tenant);
        var outcome = await attempt();
        if (outcome is { Status: CodeStatus.Accepted, Binding: { } proven })
        {
            steps.Add(key.Scope.Tenant, proven.BindingId, proven.LastAcceptedStep);
        }

        Tell(outcome);
        return outcome;
    }

    private void Tell(CodeOutcome outcome)
    {
        metrics.Verified(ResultTag(outcome.Status));
        if (outcome.Status is CodeStatus.Wrong)
        {
            BindingLog.CodeRefused(logger, ResultTag(outcome.Status), outcome.Failures);
            if (AttemptBudget.DelayAfter(outcome.Failures) is not null)
            {
                metrics.LockedOut();
                BindingLog.LockedOut(logger, outcome.Failures);
            }
        }
    }

    private static string ResultTag(CodeStatus status) =>
        status switch
        {
            CodeStatus.Accepted => "verified",
            CodeStatus.Wrong => "wrong_code",
            CodeStatus.Malformed => "malformed",
            CodeStatus.Replayed => "replayed",
            CodeStatus.LockedOut => "locked_out",
            CodeStatus.Disabled => "disabled",
            CodeStatus.NotBound => "not_bound",
            CodeStatus.SignInSpent => "sign_in_spent",
            _ => "no_pending",
        };
}
