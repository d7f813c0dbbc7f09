using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Directories.Internal;

/// <summary>Knows the link that a request was admitted by. The link itself must not know the gate that decided about it.</summary>
internal interface ISharedLinkSource
{
    /// <exception cref="InvalidOperationException">The endpoint doesn't have <see cref="RequireSharedLinkAttribute"/>.</exception>
    SharedLink Of(HttpContext context);
}
