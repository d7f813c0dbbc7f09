using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Directories.Internal;

namespace ProfileTwoFactor.Gate.SharedLinks.Internal;

/// <summary>The link of the decision that was recorded on the request.</summary>
internal sealed class AdmittedSharedLink : ISharedLinkSource
{
    public SharedLink Of(HttpContext context) => context.GetSharedLink();
}
