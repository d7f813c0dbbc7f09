using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Directories.Internal;

namespace ProfileTwoFactor;

/// <summary>The current state of a shared link of the app.</summary>
/// <remarks>
/// Endpoints with <see cref="RequireSharedLinkAttribute"/> receive the link that was checked: as a parameter of this type in
/// minimal APIs and MVC actions, or from <see cref="SharedLinkHttpContextExtensions.GetSharedLink"/>. The link isn't loaded again,
/// so the endpoint shows the link that was checked.
/// </remarks>
public sealed record SharedLink
{
    /// <summary>The profile of the link. For members-only links, it is the profile of the gate.</summary>
    public required string ProfileId { get; init; }

    /// <summary>Who can open the link.</summary>
    public required SharedLinkAccess Access { get; init; }

    /// <summary>The expiration time. An expired link is treated as unknown. Null if the link doesn't expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The shared object of the app, for use in the endpoint.</summary>
    public object? Resource { get; init; }

    /// <summary>Returns a text without <see cref="Resource"/>, because the app's object might contain the token, and MVC logs the arguments of actions.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{nameof(SharedLink)} {{ {nameof(ProfileId)} = {ProfileId}, {nameof(Access)} = {Access}, {nameof(ExpiresAt)} = {ExpiresAt:O} }}"
        );

    /// <summary>Binds minimal API parameters of this type.</summary>
    /// <param name="context">The request.</param>
    /// <param name="parameter">The parameter.</param>
    /// <exception cref="InvalidOperationException">The endpoint doesn't have <see cref="RequireSharedLinkAttribute"/>.</exception>
    public static ValueTask<SharedLink?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(context.RequestServices.GetRequiredService<ISharedLinkSource>().Of(context));
}
