using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Directories.Internal;

namespace ProfileTwoFactor;

/// <summary>A link of the host's, as it is at this moment.</summary>
/// <remarks>
/// Endpoints with <see cref="RequireSharedLinkAttribute"/> get the link that was decided about: as a parameter of this type, in
/// minimal APIs and MVC actions alike, or from <see cref="SharedLinkHttpContextExtensions.GetSharedLink"/>. Nothing is loaded twice,
/// and what the endpoint shows is what was checked.
/// </remarks>
public sealed record SharedLink
{
    /// <summary>The profile the link leads into. The gate's profile for members-only links.</summary>
    public required string ProfileId { get; init; }

    /// <summary>Who may open it.</summary>
    public required SharedLinkAccess Access { get; init; }

    /// <summary>When it ends; from then on it is as unknown as one that never was. Null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The host's own object, for the endpoint: what was shared.</summary>
    public object? Resource { get; init; }

    /// <summary>Without <see cref="Resource"/>: the host's object may know the token, and MVC logs the arguments of actions.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{nameof(SharedLink)} {{ {nameof(ProfileId)} = {ProfileId}, {nameof(Access)} = {Access}, {nameof(ExpiresAt)} = {ExpiresAt:O} }}"
        );

    /// <summary>Hands the link to minimal API parameters of this type.</summary>
    /// <param name="context">The request.</param>
    /// <param name="parameter">The parameter.</param>
    /// <exception cref="InvalidOperationException">The endpoint is not behind <see cref="RequireSharedLinkAttribute"/>.</exception>
    public static ValueTask<SharedLink?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(context.RequestServices.GetRequiredService<ISharedLinkSource>().Of(context));
}
