using Microsoft.AspNetCore.Mvc;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor;

/// <summary>An expected refusal. Misconfiguration and bugs cause exceptions instead.</summary>
public sealed record TwoFactorError
{
    /// <summary>The <see cref="Reason"/> of a wait after an import or a change of two-factor authentication. Wrong codes didn't cause it, though some may have been entered.</summary>
    public const string AfterChange = "after-change";

    /// <summary>The <see cref="Reason"/> of a wait after five or more wrong codes in a row.</summary>
    public const string WrongCodes = "wrong-codes";

    /// <summary>One of <see cref="TwoFactorErrorCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The HTTP status of the code.</summary>
    public required int StatusCode { get; init; }

    /// <summary>A description for developers. It contains no secrets and no ids of other people.</summary>
    public required string Detail { get; init; }

    /// <summary>The canonical profile id, if the refusal is about a profile of which the caller is a member.</summary>
    public string? ProfileId { get; init; }

    /// <summary>The action with which the person can resolve the refusal: <c>bind</c> or <c>verify</c>. Null if there is none.</summary>
    public string? Action { get; init; }

    /// <summary>The URL of the page for the action.</summary>
    public string? ActionUrl { get; init; }

    /// <summary>The Owner's e-mail, as the contact for help.</summary>
    public string? OwnerEmail { get; init; }

    /// <summary>The message of the profile's Owner to the members, as plain text, of <c>binding-required</c> and <c>verification-required</c> of the gate. Null if there is none.</summary>
    public string? OwnerMessage { get; init; }

    /// <summary>The time to wait before the next attempt.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Why to wait, of <c>locked-out</c>: <see cref="WrongCodes"/>, <see cref="AfterChange"/>, or null for every other reason.</summary>
    /// <remarks>Always null between password and code: a caller who has only the password doesn't learn what happened to the account.</remarks>
    public string? Reason { get; init; }

    /// <summary>The maximum age of a verification for the action.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>The ways to prove a first binding, of <c>enrollment-proof-required</c>: <c>email</c>, <c>pass</c>, and <c>authenticator</c>. Null for every other code.</summary>
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>The refusal as the package's own endpoints write it (RFC 9457), for an app's own endpoints: <c>Results.Problem(error.ToProblemDetails())</c>.</summary>
    /// <returns>
    /// A new object with <c>type</c>, <c>title</c>, <c>status</c>, and <c>detail</c>, and with the extensions <c>code</c>, <c>profileId</c>,
    /// <c>action</c>, <c>actionUrl</c>, <c>ownerEmail</c>, <c>ownerMessage</c>, <c>retryAfter</c> and <c>maxAge</c> (both in seconds), <c>reason</c>, and <c>methods</c>. What has no value is left out.
    /// </returns>
    /// <remarks>
    /// Only the body. The headers <c>Retry-After</c>, <c>WWW-Authenticate</c>, and <c>Cache-Control</c> are the app's to set. The result
    /// contains the Owner's mail address if the error does, so return it only to the caller whose call was refused.
    /// </remarks>
    public ProblemDetails ToProblemDetails()
    {
        var problem = new ProblemDetails
        {
            Type = ProblemMembers.Type(this),
            Title = ProblemMembers.Title(this),
            Status = StatusCode,
            Detail = Detail,
        };
        foreach (var (name, value) in ProblemMembers.Extensions(this))
        {
            problem.Extensions[name] = value;
        }

        return problem;
    }
}
