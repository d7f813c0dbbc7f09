using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Internal;

/// <summary>What the panel on a host's page shows.</summary>
internal sealed record Panel(HttpContext Context, ProfileTwoFactorStatus? Status)
{
    /// <summary>The person who switched it on, if still a member.</summary>
    public string? EnabledBy { get; init; }

    /// <summary>For the Owner; null while a code is needed to see them, or when the host shows them itself.</summary>
    public IReadOnlyList<MemberBindingInfo>? Members { get; init; }

    /// <summary>Whether the Owner has to enter a code to see the members.</summary>
    public bool MembersWithheld { get; init; }

    public int Level { get; init; } = 2;

    /// <summary>Each action returns to the page with the panel.</summary>
    public string LinkTo(string page, params ReadOnlySpan<(string Name, string? Value)> query) =>
        PageLinks.To(Context, Status!.ProfileId, page, [.. query, (ReturnUrl.Parameter, Here)]);

    /// <summary>What was done just now, as the name of a text.</summary>
    public string? Notice => Status is null ? null : ManageNotice.TextFor(Context, Status);

    /// <summary>The page with the panel, without what it says was done.</summary>
    public string Here =>
        PageLinks.With(
            Context.Request.PathBase.ToUriComponent()
                + Context.Request.Path.ToUriComponent()
                + Context.Request.QueryString.ToUriComponent(),
            ManageNotice.HostParameter,
            null
        );

    /// <summary>A page that a button leads to: a form that gets it has its parameters in fields.</summary>
    public string AddressOf(string page) => PageLinks.To(Context, Status!.ProfileId, page);
}
