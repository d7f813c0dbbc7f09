using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Internal;

/// <summary>The rules of a profile: everyone sees them, and the Owner changes them. Without script: one form.</summary>
internal sealed class RulesModel(
    PageServices services,
    IProfilePolicyManager policies,
    IEnumerable<IEnrollmentCodeSender> senders
) : TwoFactorPageModel(services)
{
    internal const string VersionField = "version";
    private const string SavedParameter = "saved";

    /// <summary>The code comes before the form, so a person who chose less could hardly choose again. The API takes what the limits allow.</summary>
    private static readonly TimeSpan ShortestAge = TimeSpan.FromSeconds(30);

    private IReadOnlyDictionary<string, string> _problems = new Dictionary<string, string>();
    private IReadOnlyDictionary<string, string>? _sent;

    /// <summary>Whether the form is shown: the code comes before it, so that what was written isn't lost.</summary>
    public bool CanChange { get; private set; }

    /// <summary>Whether a code is missing for what was sent.</summary>
    public bool NeedsCode { get; private set; }

    /// <summary>Whether the rules were changed just now.</summary>
    public bool Saved { get; private set; }

    /// <summary>Whether a rule keeps the Owner from enabling the profile, because the site mails no codes. Without a code it can be dropped, and nothing else.</summary>
    public bool IsStuck =>
        Status is { Enabled: false, You.IsOwner: true }
        && Policy.OwnerValues.EnrollmentProof == EnrollmentProof.Required
        && Policy.Bounds.EnrollmentProofs is [EnrollmentProof.None]
        && !senders.Any();

    public IReadOnlyList<RuleField> Fields { get; private set; } = [];

    public string? Message =>
        IsSent(RuleNames.Message) ? _sent![RuleNames.Message] : Policy.OwnerValues.Message;

    public string? MessageProblem => _problems.GetValueOrDefault(RuleNames.Message);

    public string VerifyUrl =>
        LinkTo(
            PageLinks.Verify,
            (VerifyModel.FreshParameter, "1"),
            (Internal.ReturnUrl.Parameter, Step(PageLinks.Rules))
        );

    private ProfilePolicyStatus Policy => Status.Policy;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        Saved = Status.You.IsOwner && Request.Query[SavedParameter] == "1";
        return Show(canChange: Status.You.IsFresh);
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = VersionField)] string? version)
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        var form = await Request.ReadFormAsync(HttpContext.RequestAborted);
        _sent = form.ToDictionary(field => field.Key, field => field.Value.ToString());
        if (Read(_sent) is not { } values)
        {
            return ShowProblems();
        }

        var result = await policies.ChangeAsync(
            HttpContext,
            ProfileId,
            current => Change(current, values),
            version
        );
        return result switch
        {
            { Succeeded: true } => Go(Step(PageLinks.Rules, (SavedParameter, "1"))),
            { Error.Code: TwoFactorErrorCodes.InvalidRequest } => ShowInvalid(result.Error),
            { Error.Code: TwoFactorErrorCodes.NotBound } => ShowBindFirst(),
            { Error.Code: TwoFactorErrorCodes.Conflict } => ShowConflict(result.Error),
            { Error: var error } when IsAboutCode(error) => ShowStale(error),
            { Error.Code: TwoFactorErrorCodes.NotEnabled } => Go(Step(PageLinks.Rules)),
            _ => Refuse(result.Error),
        };
    }

    /// <summary>A rule that the form has no field for stays as it is.</summary>
    private ProfilePolicyValues Change(ProfilePolicyValues current, ProfilePolicyValues values) =>
        current with
        {
            WindowLifetime = IsSent(RuleNames.Window)
                ? values.WindowLifetime
                : current.WindowLifetime,
            AbsoluteLifetime = IsSent(RuleNames.Absolute)
                ? values.AbsoluteLifetime
                : current.AbsoluteLifetime,
            SensitiveActionMaxAge = IsSent(RuleNames.MaxAge)
                ? values.SensitiveActionMaxAge
                : current.SensitiveActionMaxAge,
            EnrollmentProof = IsSent(RuleNames.Proof)
                ? values.EnrollmentProof
                : current.EnrollmentProof,
            AllowedAuthenticators = IsSent(RuleNames.Kinds)
                ? values.AllowedAuthenticators
                : current.AllowedAuthenticators,
            MachineCallers = IsSent(RuleNames.Machines)
                ? values.MachineCallers
                : current.MachineCallers,
            UpstreamProof = IsSent(RuleNames.Upstream)
                ? values.UpstreamProof
                : current.UpstreamProof,
            Message = IsSent(RuleNames.Message) ? values.Message : current.Message,
        };

    private bool IsSent(string name) => _sent?.ContainsKey(name) == true;

    private ProfilePolicyValues? Read(IReadOnlyDictionary<string, string> sent)
    {
        var problems = new Dictionary<string, string>();
        var values = new ProfilePolicyValues
        {
            WindowLifetime = Duration(RuleNames.Window, Policy.Bounds.WindowLifetime),
            AbsoluteLifetime = Duration(RuleNames.Absolute, Policy.Bounds.AbsoluteLifetime),
            SensitiveActionMaxAge = Duration(RuleNames.MaxAge, Policy.Bounds.SensitiveActionMaxAge),
            EnrollmentProof = sent.GetValueOrDefault(RuleNames.Proof) switch
            {
                "required" => EnrollmentProof.Required,
                "none" => EnrollmentProof.None,
                _ => null,
            },
            AllowedAuthenticators = sent.GetValueOrDefault(RuleNames.Kinds) is { Length: > 0 } kinds
                ? kinds.Split(',')
                : null,
            MachineCallers = RuleNames.FindMachines(sent.GetValueOrDefault(RuleNames.Machines)),
            UpstreamProof = RuleNames.FindUpstream(sent.GetValueOrDefault(RuleNames.Upstream)),
            // Browsers count a line break as one character and send two.
            Message = sent.GetValueOrDefault(RuleNames.Message)?.ReplaceLineEndings("\n"),
        };
        if (values.Message?.Trim().Length > Policy.Bounds.MessageLength)
        {
            problems[RuleNames.Message] = Texts[
                "Rules.TooLong",
                values.Message.Trim().Length,
                Policy.Bounds.MessageLength
            ];
        }

        _problems = problems;
        return problems.Count == 0 ? values : null;

        TimeSpan? Duration(string name, DurationBounds bounds)
        {
            if (!RuleDurations.TryRead(sent.GetValueOrDefault(name, ""), out var duration))
            {
                problems[name] = Texts["Rules.NoDuration"];
            }
            else if (
                (duration < bounds.Minimum || duration > bounds.Maximum) && !IsSet(name, duration)
            )
            {
                problems[name] = Texts[
                    "Rules.OutOfRange",
                    RuleDurations.Text(Texts, bounds.Minimum),
                    RuleDurations.Text(Texts, bounds.Maximum)
                ];
            }

            return duration;
        }
    }

    /// <summary>What was stored under other limits stays until it is changed.</summary>
    private bool IsSet(string name, TimeSpan? duration) => OwnerValue(name) == duration;

    private TimeSpan? OwnerValue(string name) =>
        name switch
        {
            RuleNames.Window => Policy.OwnerValues.WindowLifetime,
            RuleNames.Absolute => Policy.OwnerValues.AbsoluteLifetime,
            _ => Policy.OwnerValues.SensitiveActionMaxAge,
        };

    private PageResult ShowProblems()
    {
        Show(canChange: true);
        return ShowProblem(400, Texts["Rules.Problem"]);
    }

    /// <summary>The detail is for developers; which rule it names, people are told at the field.</summary>
    private PageResult ShowInvalid(TwoFactorError error)
    {
        var name = error.Detail.Split('"') is [_, var quoted, ..] ? quoted : "";
        _problems = new Dictionary<string, string>
        {
            [name] = Texts[name == RuleNames.Message ? "Rules.BadMessage" : "Rules.NotOffered"],
        };
        return ShowProblems();
    }

    /// <summary>The Owner would be locked out.</summary>
    private PageResult ShowBindFirst()
    {
        _problems = new Dictionary<string, string> { [RuleNames.Kinds] = Texts["Rules.BindFirst"] };
        return ShowProblems();
    }

    /// <summary>With what the other request wrote: sending the old form again would undo it.</summary>
    private PageResult ShowConflict(TwoFactorError error)
    {
        _sent = null;
        Show(canChange: true);
        return ShowProblem(error.StatusCode, Texts["Rules.Conflict"]);
    }

    /// <summary>What was written stays, while the code is entered in another tab.</summary>
    private PageResult ShowStale(TwoFactorError error)
    {
        NeedsCode = true;
        Show(canChange: true);
        return ShowProblem(error.StatusCode, Texts["Rules.Stale"]);
    }

    private PageResult Show(bool canChange)
    {
        CanChange = canChange && Status is { Enabled: true, You.IsOwner: true };
        Fields =
        [
            DurationField(RuleNames.Window, Policy.Bounds.WindowLifetime),
            DurationField(RuleNames.Absolute, Policy.Bounds.AbsoluteLifetime),
            DurationField(RuleNames.MaxAge, Policy.Bounds.SensitiveActionMaxAge),
            ProofField(),
            .. Policy.Bounds.Authenticators.Count > 1 ? new[] { KindsField() } : [],
            .. Policy.Bounds.MachineCallers.Count > 0 ? new[] { MachinesField() } : [],
            .. Policy.Bounds.UpstreamProofs.Count > 0 ? new[] { UpstreamField() } : [],
        ];
        return Page();
    }

    private RuleField DurationField(string name, DurationBounds bounds)
    {
        var own = OwnerValue(name);
        return Field(
            name,
            own is { } set ? RuleDurations.Value(set) : "",
            RuleDurations
                .Offered(bounds, own)
                .Where(one =>
                    name != RuleNames.MaxAge
                    || one >= ShortestAge
                    || one == own
                    || one == bounds.Maximum
                )
                .Select(one => (RuleDurations.Value(one), RuleDurations.Text(Texts, one)))
        );
    }

    private RuleField ProofField() =>
        Field(
            RuleNames.Proof,
            Policy.OwnerValues.EnrollmentProof switch
            {
                EnrollmentProof.Required => "required",
                EnrollmentProof.None => "none",
                _ => "",
            },
            Policy
                .Bounds.EnrollmentProofs.Concat(
                    Policy.OwnerValues.EnrollmentProof is { } own ? [own] : []
                )
                .Distinct()
                .Select(proof =>
                    (
                        proof == EnrollmentProof.Required ? "required" : "none",
                        RuleNames.ProofText(Texts, proof)
                    )
                )
        );

    private RuleField KindsField()
    {
        var own = Policy.OwnerValues.AllowedAuthenticators;
        string[][] choices =
        [
            .. Policy.Bounds.Authenticators.Select(kind => new[] { kind }),
            [.. Policy.Bounds.Authenticators],
            .. own is null ? [] : new[] { own.ToArray() },
        ];
        return Field(
            RuleNames.Kinds,
            own is null ? "" : string.Join(',', own),
            choices
                .DistinctBy(kinds => string.Join(',', kinds))
                .Select(kinds => (string.Join(',', kinds), RuleNames.KindsText(Texts, kinds)))
        );
    }

    private RuleField MachinesField() =>
        Field(
            RuleNames.Machines,
            Policy.OwnerValues.MachineCallers is { } own ? RuleNames.Value(own) : "",
            Offered(Policy.Bounds.MachineCallers, Policy.OwnerValues.MachineCallers)
                .Select(access => (RuleNames.Value(access), RuleNames.MachinesText(Texts, access)))
        );

    private RuleField UpstreamField() =>
        Field(
            RuleNames.Upstream,
            Policy.OwnerValues.UpstreamProof is { } own ? RuleNames.Value(own) : "",
            Offered(Policy.Bounds.UpstreamProofs, Policy.OwnerValues.UpstreamProof)
                .Select(proof => (RuleNames.Value(proof), RuleNames.UpstreamText(Texts, proof)))
        );

    /// <summary>With the stored value, also where the app offers it no longer: without it, the form would show and send another one.</summary>
    private static IEnumerable<T> Offered<T>(IEnumerable<T> choices, T? own)
        where T : struct, Enum =>
        own is { } stored && Enum.IsDefined(stored) ? choices.Append(stored).Distinct() : choices;

    private RuleField Field(
        string name,
        string own,
        IEnumerable<(string Value, string Text)> options
    ) =>
        new(
            name,
            IsSent(name) ? _sent![name] : own,
            [("", Texts["Rules.Default"]), .. options],
            Problem: _problems.GetValueOrDefault(name)
        );
}
