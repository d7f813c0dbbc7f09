using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Internal;

/// <summary>The rules of a profile: everyone sees them, and the Owner changes them. Without script: one form.</summary>
internal sealed class RulesModel(PageServices services, IProfilePolicyManager policies)
    : TwoFactorPageModel(services)
{
    internal const string VersionField = "version";
    private const string SavedParameter = "saved";

    /// <summary>The code comes before the form, so a person who chose less could hardly choose again. The API takes what the limits allow.</summary>
    private static readonly TimeSpan ShortestAge = TimeSpan.FromSeconds(30);

    private IReadOnlyDictionary<string, string> _problems = new Dictionary<string, string>();
    private IReadOnlyDictionary<string, string>? _sent;
    private string? _sentMessage;

    /// <summary>Whether the form is shown: the code comes before it, so that what was written isn't lost.</summary>
    public bool CanChange { get; private set; }

    /// <summary>Whether a code is missing for what was sent.</summary>
    public bool NeedsCode { get; private set; }

    /// <summary>Whether the rules were changed just now.</summary>
    public bool Saved { get; private set; }

    public IReadOnlyList<RuleField> Fields { get; private set; } = [];

    public string? Message => _sent is null ? Policy.OwnerValues.Message : _sentMessage;

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

    public async Task<IActionResult> OnPostAsync(
        [FromForm(Name = RuleNames.Window)] string? window,
        [FromForm(Name = RuleNames.Absolute)] string? absolute,
        [FromForm(Name = RuleNames.MaxAge)] string? maxAge,
        [FromForm(Name = RuleNames.Proof)] string? proof,
        [FromForm(Name = RuleNames.Kinds)] string? kinds,
        [FromForm(Name = RuleNames.Message)] string? message,
        [FromForm(Name = VersionField)] string? version
    )
    {
        if (await LoadAsync() is { } refusal)
        {
            return refusal;
        }

        _sentMessage = message;
        _sent = new Dictionary<string, string>
        {
            [RuleNames.Window] = window ?? "",
            [RuleNames.Absolute] = absolute ?? "",
            [RuleNames.MaxAge] = maxAge ?? "",
            [RuleNames.Proof] = proof ?? "",
            [RuleNames.Kinds] = kinds ?? "",
        };
        if (Read(_sent, message) is not { } values)
        {
            return ShowProblems();
        }

        var result = await policies.ChangeAsync(
            HttpContext,
            ProfileId,
            current =>
                current with
                {
                    WindowLifetime = values.WindowLifetime,
                    AbsoluteLifetime = values.AbsoluteLifetime,
                    SensitiveActionMaxAge = values.SensitiveActionMaxAge,
                    EnrollmentProof = values.EnrollmentProof,
                    AllowedAuthenticators = values.AllowedAuthenticators,
                    Message = values.Message,
                },
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

    private ProfilePolicyValues? Read(IReadOnlyDictionary<string, string> sent, string? message)
    {
        var problems = new Dictionary<string, string>();
        var values = new ProfilePolicyValues
        {
            WindowLifetime = Duration(RuleNames.Window, Policy.Bounds.WindowLifetime),
            AbsoluteLifetime = Duration(RuleNames.Absolute, Policy.Bounds.AbsoluteLifetime),
            SensitiveActionMaxAge = Duration(RuleNames.MaxAge, Policy.Bounds.SensitiveActionMaxAge),
            EnrollmentProof = sent[RuleNames.Proof] switch
            {
                "required" => EnrollmentProof.Required,
                "none" => EnrollmentProof.None,
                _ => null,
            },
            AllowedAuthenticators =
                sent[RuleNames.Kinds].Length == 0 ? null : sent[RuleNames.Kinds].Split(','),
            // Browsers count a line break as one character and send two.
            Message = message?.ReplaceLineEndings("\n"),
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
            if (!RuleDurations.TryRead(sent[name], out var duration))
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

    private RuleField Field(
        string name,
        string own,
        IEnumerable<(string Value, string Text)> options
    ) =>
        new(
            name,
            _sent is null ? own : _sent[name],
            [("", Texts["Rules.Default"]), .. options],
            Problem: _problems.GetValueOrDefault(name)
        );
}
