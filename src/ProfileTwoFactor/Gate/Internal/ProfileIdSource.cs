using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Gate.Internal;

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

    /// <summary>The route parameter the attributes agree on. False when two of them mean different ones: then it is ambiguous which profile is meant.</summary>
    /// <remarks>An attribute without a name means the option's. Ignored, it would leave the profile it stands for unasked.</remarks>
    public bool TryFindParameter(
        IReadOnlyList<IProfileTwoFactorMetadata> metadata,
        out string parameter
    )
    {
        parameter = metadata.Count > 0 ? NameOf(metadata[0]) : _parameter;
        for (var i = 1; i < metadata.Count; i++)
        {
            if (!IsSame(parameter, NameOf(metadata[i])))
            {
                parameter = "";
                return false;
            }
        }

        return true;
    }

    /// <summary>The route parameter one attribute means.</summary>
    public string NameOf(IProfileTwoFactorMetadata metadata) =>
        metadata.ProfileIdParameter ?? _parameter;

    /// <summary>Whether it is the parameter that routes have unless an attribute says otherwise.</summary>
    public bool IsDefault(string parameter) => IsSame(parameter, _parameter);

    public static bool IsSame(string first, string second) =>
        string.Equals(first, second, StringComparison.OrdinalIgnoreCase);

    private string? Find(HttpContext context, string parameter) =>
        context.Request.RouteValues.TryGetValue(parameter, out var value)
            ? value as string
            : _resolver?.Invoke(context);
}
