using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Internal;

/// <summary>What the page asks about one authenticator, which its address says: whether to remove it, or what it is called from now on.</summary>
/// <param name="About">The authenticator.</param>
/// <param name="Removes">Whether it is about removing it.</param>
/// <param name="IsLast">Whether it is the last one with which the person can verify.</param>
internal sealed record AuthenticatorQuestion(AuthenticatorInfo About, bool Removes, bool IsLast)
{
    internal const string RenameParameter = "rename";
    internal const string RemoveParameter = "remove";

    /// <summary>Null if the address asks nothing, or about one that is gone.</summary>
    public static AuthenticatorQuestion? Read(
        HttpRequest request,
        IReadOnlyList<AuthenticatorInfo> items
    )
    {
        var removes = request.Query.ContainsKey(RemoveParameter);
        var id = request.Query[removes ? RemoveParameter : RenameParameter].ToString();
        return items.FirstOrDefault(item => item.Id == id) is { } about
            ? new(
                about,
                removes,
                removes
                    && about.State == AuthenticatorState.Active
                    && items.Count(item => item.State == AuthenticatorState.Active) == 1
            )
            : null;
    }
}
