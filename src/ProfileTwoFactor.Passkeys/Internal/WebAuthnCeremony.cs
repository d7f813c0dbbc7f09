using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Passkeys.Internal;

/// <summary>The ceremonies of WebAuthn by ASP.NET Core's own handler.</summary>
/// <remarks>
/// The handler and what it needs are created for each ceremony and registered nowhere, so an app that uses ASP.NET Core Identity keeps its own
/// handler, user manager, store, and options.
/// </remarks>
internal sealed class WebAuthnCeremony(
    IOptions<PasskeyOptions> options,
    OriginRule origins,
    ILogger<WebAuthnCeremony> logger
) : IPasskeyCeremony
{
    private readonly PasskeyOptions _options = options.Value;

    private bool KeepsStatement => _options.Attestation != PasskeyAttestation.None;

    public async Task<PasskeyChallenge> BeginRegistrationAsync(
        HttpContext context,
        PasskeyPerson person
    )
    {
        CheckDomain(context);
        using var users = UsersOf(person);
        var made = await HandlerOf(users)
            .MakeCreationOptionsAsync(
                new()
                {
                    Id = person.Handle,
                    Name = person.Name,
                    DisplayName = $"{person.Title}: {person.Name}",
                },
                context
            );
        return new(
            Named(made.CreationOptionsJson, person.Site),
            made.AttestationState ?? throw NoState()
        );
    }

    public async Task<PasskeyFinding<PasskeyRegistration>> CompleteRegistrationAsync(
        HttpContext context,
        PasskeyPerson person,
        PasskeyAnswer answer
    )
    {
        if (CredentialJson.OfRegistration(answer.Credential) is not { } credential)
        {
            return PasskeyFinding<PasskeyRegistration>.Unreadable;
        }

        using var users = UsersOf(person);
        var result = await HandlerOf(users)
            .PerformAttestationAsync(
                new()
                {
                    HttpContext = context,
                    CredentialJson = credential.Text,
                    AttestationState = answer.State,
                }
            );
        if (!result.Succeeded)
        {
            PasskeyLog.RegistrationRefused(logger, Reason(result.Failure));
            return PasskeyFinding<PasskeyRegistration>.Refused;
        }

        var made = result.Passkey;
        return PasskeyFinding<PasskeyRegistration>.Of(
            new(
                new()
                {
                    CredentialId = made.CredentialId,
                    PublicKey = made.PublicKey,
                    SignCount = made.SignCount,
                    Transports = made.Transports ?? [],
                    IsUserVerified = made.IsUserVerified,
                    IsBackupEligible = made.IsBackupEligible,
                    IsBackedUp = made.IsBackedUp,
                    Aaguid = AuthenticatorModel.Of(made.AttestationObject),
                    // Without a statement there is nothing in them to verify later, and the browser chooses how long they are.
                    AttestationObject = KeepsStatement ? made.AttestationObject : [],
                    ClientDataJson = KeepsStatement ? made.ClientDataJson : [],
                }
            )
        );
    }

    public async Task<PasskeyChallenge> BeginAssertionAsync(
        HttpContext context,
        PasskeyPerson person
    )
    {
        CheckDomain(context);
        using var users = UsersOf(person);
        var made = await HandlerOf(users).MakeRequestOptionsAsync(person, context);
        return new(made.RequestOptionsJson, made.AssertionState ?? throw NoState());
    }

    public async Task<PasskeyFinding<PasskeyAssertion>> CompleteAssertionAsync(
        HttpContext context,
        PasskeyPerson person,
        PasskeyAnswer answer
    )
    {
        if (CredentialJson.OfAssertion(answer.Credential) is not { } credential)
        {
            return PasskeyFinding<PasskeyAssertion>.Unreadable;
        }

        using var users = UsersOf(person);
        var isElsewhere = false;
        var result = await HandlerOf(
                users,
                async origin =>
                {
                    var isAllowed = await origins.AllowsAsync(origin);
                    isElsewhere |= !isAllowed;
                    return isAllowed;
                }
            )
            .PerformAssertionAsync(
                new()
                {
                    HttpContext = context,
                    CredentialJson = credential.Text,
                    AssertionState = answer.State,
                }
            );
        if (!result.Succeeded)
        {
            PasskeyLog.AssertionRefused(logger, Reason(result.Failure));
            return isElsewhere || !credential.Answers(answer.State)
                ? PasskeyFinding<PasskeyAssertion>.NoAnswer
                : PasskeyFinding<PasskeyAssertion>.Refused;
        }

        var proven = result.Passkey;
        return PasskeyFinding<PasskeyAssertion>.Of(
            new(proven.CredentialId, proven.SignCount, credential.IsUserVerified, proven.IsBackedUp)
        );
    }

    private PasskeyHandler<PasskeyPerson> HandlerOf(
        UserManager<PasskeyPerson> users,
        Func<PasskeyOriginValidationContext, ValueTask<bool>>? validateOrigin = null
    ) =>
        new(
            users,
            Options.Create(
                new IdentityPasskeyOptions
                {
                    ServerDomain = _options.ServerDomain,
                    // The browser need not keep the person's name: who it is, is known before the passkey is asked for.
                    ResidentKeyRequirement = "discouraged",
                    UserVerificationRequirement = Text(_options.UserVerification),
                    AttestationConveyancePreference = Text(_options.Attestation),
                    ValidateOrigin = validateOrigin ?? origins.AllowsAsync,
                    VerifyAttestationStatement = VerifyAttestationAsync,
                }
            )
        );

    private static UserManager<PasskeyPerson> UsersOf(PasskeyPerson person) =>
        new(
            new PasskeyPersonStore(person),
            optionsAccessor: null!,
            passwordHasher: null!,
            userValidators: null!,
            passwordValidators: null!,
            keyNormalizer: null!,
            errors: null!,
            services: null!,
            logger: null!
        );

    private async ValueTask<bool> VerifyAttestationAsync(
        PasskeyAttestationStatementVerificationContext context
    )
    {
        var model = AuthenticatorModel.Of(context.AttestationObject);
        if (
            _options.AllowedAuthenticatorModels.Count > 0
            && !(model is { } stated && _options.AllowedAuthenticatorModels.Contains(stated))
        )
        {
            PasskeyLog.RegistrationRefused(
                logger,
                $"the model {model?.ToString() ?? "(none)"} isn't in PasskeyOptions.AllowedAuthenticatorModels"
            );
            return false;
        }

        return _options.VerifyAttestation is not { } verify
            || await verify(
                new(context.HttpContext, model, context.AttestationObject, context.ClientDataHash)
            );
    }

    /// <summary>A relying party id that doesn't fit the host makes every browser refuse, without a word to the server.</summary>
    private void CheckDomain(HttpContext context)
    {
        if (
            _options.ServerDomain is { } domain
            && _options.Origins.Count == 0
            && !OriginText.IsUnder(context.Request.Host.Host, domain)
        )
        {
            PasskeyLog.DomainDiffers(logger, PasskeyLog.Safe(context.Request.Host.Host), domain);
        }
    }

    /// <summary>The handler names the site by its domain.</summary>
    private static string Named(string options, string site)
    {
        var json = JsonNode.Parse(options)!.AsObject();
        json["rp"]!.AsObject()["name"] = site;
        return json.ToJsonString();
    }

    private static string Reason(Exception? failure) => PasskeyLog.Safe(failure?.Message);

    private static string Text(PasskeyUserVerification it) =>
        it == PasskeyUserVerification.Required ? "required" : "preferred";

    private static string Text(PasskeyAttestation it) =>
        it switch
        {
            PasskeyAttestation.Indirect => "indirect",
            PasskeyAttestation.Direct => "direct",
            PasskeyAttestation.Enterprise => "enterprise",
            _ => "none",
        };

    private static InvalidOperationException NoState() =>
        new("The framework's passkey handler returned no state.");
}
