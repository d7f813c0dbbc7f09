using Microsoft.Extensions.Options;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>The rules of checking a code against a record. They see a record and say what is to be committed; they write nothing.</summary>
internal sealed class CodeRules(
    SecretProtection protection,
    AcceptedSteps steps,
    IOptions<ProfileTwoFactorOptions> options
)
{
    private readonly int _toleratedSteps = options.Value.ToleratedSteps;
    private readonly bool _recovers = options.Value.AllowBackupCodeRecovery;
    private readonly TimeSpan _skew = AttemptBudget.SkewOf(options.Value);

    /// <summary>Whether any code would be refused right now, without looking at one.</summary>
    public CodeOutcome? Refuse(BindingRecord record, DateTimeOffset now) =>
        AttemptBudget.Refuse(record, now, _skew);

    /// <summary>Whether a switch that copies the record is under way, which would lose what is written into it now.</summary>
    public bool IsHeld(BindingRecord record, DateTimeOffset now) =>
        HoldMark.WaitOf(record, now, AttemptBudget.LongestDelay + _skew) is not null;

    /// <summary>A code of one of the authenticator apps.</summary>
    /// <param name="record">What is stored.</param>
    /// <param name="code">What was typed.</param>
    /// <param name="kinds">What is allowed.</param>
    /// <param name="now">The time.</param>
    /// <param name="ticket">The partial sign-in that the code completes; both are consumed, or neither is.</param>
    public BindingStep<CodeOutcome> Verify(
        BindingRecord? record,
        string? code,
        AllowedKinds kinds,
        DateTimeOffset now,
        SignInTicket? ticket = null
    )
    {
        if (record?.Active is not { } active)
        {
            return Answer(CodeStatus.NotBound);
        }

        if (!kinds.Totp)
        {
            return Answer(CodeStatus.NotAllowed);
        }

        if (ticket?.IsSpentIn(record) == true)
        {
            return Answer(CodeStatus.SignInSpent);
        }

        var outcome = Check(record, AppsOf(active), code, now);
        if (outcome.Status != CodeStatus.Accepted)
        {
            return Refused(record, outcome, now);
        }

        var proven = active.With(outcome.Matched!);
        return new(
            outcome with
            {
                Binding = proven,
                FailuresBefore = record.Failures,
            },
            Spend(AttemptBudget.Cleared(record) with { Active = proven }, ticket, now)
        );
    }

    /// <summary>A backup code in place of the authenticators. Shares the budget.</summary>
    public BindingStep<CodeOutcome> UseBackupCode(
        BindingRecord? record,
        string? text,
        AllowedKinds kinds,
        DateTimeOffset now,
        SignInTicket? ticket = null
    )
    {
        if (record?.Active is not { } active)
        {
            return Answer(CodeStatus.NotBound);
        }

        if (!kinds.BackupCodes && !_recovers)
        {
            return Answer(CodeStatus.NotAllowed);
        }

        if (ticket?.IsSpentIn(record) == true)
        {
            return Answer(CodeStatus.SignInSpent);
        }

        if (Refuse(record, now) is { } refusal)
        {
            return new(refusal, null);
        }

        // Without issued codes the text is still looked at: what can't be a code is no guess, here as everywhere.
        var set = active.BackupCodes ?? BackupCodes.None;
        if (!BackupCodes.TryUse(set, text, out var remaining, out var malformed))
        {
            return Refused(record, new(malformed ? CodeStatus.Malformed : CodeStatus.Wrong), now);
        }

        var used = active with { BackupCodes = remaining };
        return new(
            new(CodeStatus.Accepted)
            {
                Binding = used,
                Recovers = !kinds.BackupCodes,
                FailuresBefore = record.Failures,
            },
            Spend(AttemptBudget.Cleared(record) with { Active = used }, ticket, now)
        );
    }

    /// <summary>The first code of a pending binding, which makes it the active one.</summary>
    public BindingStep<CodeOutcome> Confirm(
        BindingRecord? record,
        PendingClaim claim,
        string? code,
        DateTimeOffset now
    )
    {
        var step = Accept(record, claim, code, now);
        return
            step
                is {
                    Answer: { Status: CodeStatus.Accepted, Binding: { } bound },
                    Commit: { } commit
                }
            ? step with
            {
                Commit = WindowlessFrom(commit, bound) with { Active = bound, Pending = null },
            }
            : step;
    }

    /// <summary>
    /// The first code of a pending binding that takes force elsewhere (enabling writes it under the new epoch). The step is
    /// recorded here first, so that the code counts as used whatever happens next.
    /// </summary>
    public BindingStep<CodeOutcome> Accept(
        BindingRecord? record,
        PendingClaim claim,
        string? code,
        DateTimeOffset now
    )
    {
        if (record?.Pending is not { } pending || !claim.Matches(pending, record.Active, now))
        {
            return Answer(CodeStatus.NoPending);
        }

        if (claim.RefusesCodes)
        {
            return Answer(CodeStatus.NotAllowed);
        }

        // There may be more of them than when it was begun.
        if (pending.Adds && !AuthenticatorRules.HasRoom(record.Active, AuthenticatorKind.Totp))
        {
            return Answer(CodeStatus.Full);
        }

        var outcome = Check(record, [PendingAuthenticator.Of(pending, now)], code, now);
        if (outcome is not { Status: CodeStatus.Accepted, Authenticator: { } confirmed })
        {
            return Refused(record, outcome, now);
        }

        return new(
            outcome with
            {
                Binding = PendingAuthenticator.Join(record.Active, pending, confirmed),
                Replaced = pending.ReplacesBindingId is not null,
                Added = pending.Adds,
                Before = record.Active,
            },
            AttemptBudget.Cleared(record) with
            {
                Pending = pending with { LastAcceptedStep = confirmed.LastAcceptedStep },
            }
        );
    }

    /// <summary>Uses up a partial sign-in or a challenge, if there is one.</summary>
    public BindingRecord Spend(BindingRecord record, SignInTicket? ticket, DateTimeOffset now) =>
        ticket is { } used
            ? record with
            {
                SpentSignIns = used.AddedTo(record, now, _skew),
            }
            : record;

    /// <summary>A record whose first authenticator is about to be another one. An earlier release opened no window by that, so every window of it is listed.</summary>
    public static BindingRecord WindowlessFrom(BindingRecord record, ActiveBinding bound) =>
        string.Equals(record.Active?.BindingId, bound.BindingId, StringComparison.Ordinal)
            ? record
            : record with
            {
                OnlyListedWindows = true,
            };

    /// <summary>Whether a code could be one of the member's, if codes counted.</summary>
    public static bool HasApp(ActiveBinding? active) => active?.Authenticators.Any(IsApp) == true;

    /// <summary>Whether a backup code of the member is accepted, to verify or to bind a new authenticator.</summary>
    public bool TakesBackupCode(ActiveBinding? active, AllowedKinds kinds) =>
        active?.BackupCodes is { Hashes.Count: > 0 } && (kinds.BackupCodes || _recovers);

    private static bool IsApp(BoundAuthenticator item) =>
        item is { Kind: AuthenticatorKind.Totp, DisabledAt: null };

    private static IReadOnlyList<BoundAuthenticator> AppsOf(ActiveBinding active) =>
        [.. active.Authenticators.Where(IsApp)];

    /// <summary>A code against every authenticator app of the member.</summary>
    private CodeOutcome Check(
        BindingRecord record,
        IReadOnlyList<BoundAuthenticator> apps,
        string? text,
        DateTimeOffset now
    )
    {
        if (Refuse(record, now) is { } refusal)
        {
            return refusal;
        }

        // What is not six digits can't be right, so it is no guess and costs nothing of the budget.
        if (!TotpCode.TryParse(text, out var code))
        {
            return new(CodeStatus.Malformed);
        }

        var matched = new List<BoundAuthenticator>();
        var (replayed, outdated) = (false, false);
        var current = TotpAlgorithm.StepAt(now);
        // To the end, always: the time taken says nothing about which app it was, and when two of them share the digits both are spent,
        // so that the same digits don't count a second time.
        foreach (var app in apps)
        {
            var secret = protection.Unprotect(record.Key, app.ProtectedSecret!);
            if (!TotpAlgorithm.TryMatch(secret, code, current, _toleratedSteps, out var step))
            {
                continue;
            }

            // Strictly later than any accepted step.
            var last = steps.Last(record.Key.Scope.Tenant, app.Id, app.LastAcceptedStep);
            replayed |= step == last;
            outdated |= step < last;
            matched.Add(app with { LastAcceptedStep = step, LastUsedAt = now });
        }

        // Also where another app shows the same digits: what was typed before is not accepted again.
        if (matched.Count == 0 || outdated)
        {
            return new(CodeStatus.Wrong);
        }

        // The very code accepted last, which a double click makes: not counted.
        return replayed
            ? new(CodeStatus.Replayed)
            : new(CodeStatus.Accepted) { Authenticator = matched[0], Matched = matched };
    }

    private static BindingStep<CodeOutcome> Refused(
        BindingRecord record,
        CodeOutcome outcome,
        DateTimeOffset now
    )
    {
        if (outcome.Status != CodeStatus.Wrong)
        {
            return new(outcome, null);
        }

        var failed = AttemptBudget.Failed(record, now);
        return new(outcome with { Failures = failed.Failures }, failed);
    }

    private static BindingStep<CodeOutcome> Answer(CodeStatus status) => new(new(status), null);
}
