using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>What the request whose page is being rendered was admitted to, for components, which see no request.</summary>
/// <remarks>Only a request sets it. A circuit renders on and on without one, and finds nothing here.</remarks>
internal sealed class ComponentRequest
{
    private static readonly AsyncLocal<ComponentRequest?> Local = new();

    private ClaimsPrincipal? _user;

    private ComponentRequest(ClaimsPrincipal user) => _user = user;

    /// <summary>Null outside of a request for a gated component, and after it: what such a request started may still run.</summary>
    public static ComponentRequest? Current =>
        Local.Value is { _user: not null } open ? open : null;

    public bool IsGated { get; private init; }

    /// <summary>The age of the profile's proof that the request was admitted with; 0 for any.</summary>
    public int MaxAgeSeconds { get; private init; }

    /// <summary>Whether only the member's own proof could have admitted the request.</summary>
    public bool OwnProofOnly { get; private init; }

    /// <summary>The route parameter of the profile that was decided about; null for none.</summary>
    public string? Parameter { get; private init; }

    /// <summary>The link that let the request in, where one was demanded.</summary>
    public ISharedLinkMetadata? Link { get; private init; }

    public bool IsAccount { get; private init; }

    /// <summary>Whether the account's proof was there, and not only not asked for because the account has it off.</summary>
    public bool IsAccountProven { get; private init; }

    /// <summary>What the request was asked of its account.</summary>
    public AccountDemand Account { get; private init; }

    public bool IsOf(ClaimsPrincipal user) => ReferenceEquals(_user, user);

    /// <summary>For endpoints behind the endpoint guard, so that what they demand has been decided when the delegate runs.</summary>
    public static RequestDelegate Around(
        Endpoint endpoint,
        RequestDelegate next,
        ProfileIdSource ids
    )
    {
        var gated = GateEndpoints.IsGated(endpoint);
        var attachment = GateAttachment.Create(endpoint, ids);
        var link = endpoint.Metadata.GetMetadata<ISharedLinkMetadata>();
        var account = GateEndpoints.NeedsAccount(endpoint);
        var demand = AccountDemand.Of(endpoint);
        return async context =>
        {
            var current = new ComponentRequest(context.User)
            {
                IsGated = gated,
                MaxAgeSeconds = attachment.MaxAgeSeconds,
                OwnProofOnly = attachment.OwnProofOnly,
                Parameter = gated ? attachment.Parameter : null,
                Link = link,
                IsAccount = account,
                IsAccountProven =
                    RecordedDecision.FindAccount(context)?.Status == GateStatus.Verified,
                Account = demand,
            };
            Local.Value = current;
            try
            {
                await next(context);
            }
            finally
            {
                current._user = null;
            }
        };
    }
}
