using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>The one declared place a gated endpoint's profile id comes from: its route, or the host's resolver.</summary>
internal sealed class ProfileIdSource(IOptions<ProfileTwoFactorOptions> options)
{
    private readonly string _parameter = options.Value.ProfileIdParameter;
    private readonly Func<HttpContext, string?>? _resolver = options.Value.ProfileIdResolver;

    public bool HasResolver => _resolver is not null;

    /// <summary>Null when attributes contradict each other or the route has no such value; the gate then refuses.</summary>
    public string? Find(HttpContext context, IReadOnlyList<IProfileTwoFactorMetadata> metadata)
    {
        return TryFindParameter(metadata, out var parameter) ? Find(context, parameter) : null;
    }

    public string? Find(HttpContext context, GateAttachment attachment) =>
        attachment.Parameter is { } parameter ? Find(context, parameter) : null;

    private string? Find(HttpContext context, string parameter) =>
        context.Request.RouteValues.TryGetValue(parameter, out var value)
            ? value as string
            : _resolver?.Invoke(context);

    /// <summary>The route parameter the attributes name. False when two of them name different ones: then nobody knows which profile is meant.</summary>
    public bool TryFindParameter(
        IReadOnlyList<IProfileTwoFactorMetadata> metadata,
        out string parameter
    )
    {
        string? named = null;
        for (var i = 0; i < metadata.Count; i++)
        {
            var candidate = metadata[i].ProfileIdParameter;
            if (candidate is null)
            {
                continue;
            }

            if (
                named is not null
                && !string.Equals(named, candidate, StringComparison.OrdinalIgnoreCase)
            )
            {
                parameter = "";
                return false;
            }

            named = candidate;
        }

        parameter = named ?? _parameter;
        return true;
    }
}
