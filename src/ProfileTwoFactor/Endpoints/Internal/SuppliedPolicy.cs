using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>The rules that a body named: what is absent stays, and null is the app's value.</summary>
internal sealed class SuppliedPolicy
{
    private const string VersionName = "version";

    private readonly List<Func<ProfilePolicyValues, ProfilePolicyValues>> _changes = [];
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    internal static SuppliedPolicy Nothing { get; } = new();

    /// <summary>Null when the body named none.</summary>
    internal string? Version { get; private set; }

    /// <summary>What is named has to be within the limits, also if it is stored like that already.</summary>
    internal Task<TwoFactorResult<ProfileTwoFactorStatus>> ApplyAsync(
        IProfilePolicyManager policies,
        HttpContext context,
        string profileId
    ) =>
        policies is ProfilePolicyManager own
            ? own.ChangeAsync(context, profileId, Change, Version, _named)
            : policies.ChangeAsync(context, profileId, Change, Version);

    private ProfilePolicyValues Change(ProfilePolicyValues values) =>
        _changes.Aggregate(values, (current, change) => change(current));

    /// <param name="body">The body.</param>
    /// <param name="claims">The profile id that it must not contradict.</param>
    /// <param name="added">The rules that profiles have only in apps that added their feature.</param>
    internal static TwoFactorResult<SuppliedPolicy> Read(
        JsonElement body,
        ProfileIdClaims claims,
        IReadOnlyList<string> added
    )
    {
        var policy = new SuppliedPolicy();
        foreach (var property in body.EnumerateObject())
        {
            if (claims.IsProfileId(property.Name))
            {
                if (!claims.Agrees(Text(property.Value)))
                {
                    return ProfileIdClaims.Contradiction();
                }
            }
            else if (policy.Add(property.Name, property.Value, added) is { } mistake)
            {
                return TwoFactorErrorFactory.InvalidRequest(mistake);
            }
            else
            {
                policy._named.Add(property.Name);
            }
        }

        return policy;
    }

    private string? Add(string name, JsonElement value, IReadOnlyList<string> added) =>
        name switch
        {
            PolicyNames.Window => AddDuration(
                name,
                value,
                (values, time) => values with { WindowLifetime = time }
            ),
            PolicyNames.AbsoluteLifetime => AddDuration(
                name,
                value,
                (values, time) => values with { AbsoluteLifetime = time }
            ),
            PolicyNames.SensitiveActionMaxAge => AddDuration(
                name,
                value,
                (values, time) => values with { SensitiveActionMaxAge = time }
            ),
            PolicyNames.Message => AddMessage(value),
            PolicyNames.EnrollmentProof => AddProof(value),
            PolicyNames.AllowedAuthenticators => AddAuthenticators(value),
            PolicyNames.MachineCallers when added.Contains(name) => AddAccess(value),
            PolicyNames.UpstreamProof when added.Contains(name) => AddUpstream(value),
            VersionName => AddVersion(value),
            // Read without it, the caller would believe that a rule is set.
            _ => "The body contains a member that isn't a rule. The rules are: "
                + $"{PolicyNames.Window}, {PolicyNames.AbsoluteLifetime}, {PolicyNames.SensitiveActionMaxAge}, "
                + string.Join(
                    ", ",
                    [
                        PolicyNames.Message,
                        PolicyNames.EnrollmentProof,
                        PolicyNames.AllowedAuthenticators,
                        .. added,
                    ]
                )
                + ".",
        };

    private string? AddDuration(
        string name,
        JsonElement value,
        Func<ProfilePolicyValues, TimeSpan?, ProfilePolicyValues> set
    )
    {
        if (value.ValueKind is JsonValueKind.Null)
        {
            _changes.Add(values => set(values, null));
            return null;
        }

        if (SuppliedDuration.Read(value) is not { } duration)
        {
            return $"\"{name}\" must be a whole number of seconds, a text such as \"08:00:00\" or \"PT8H\", or null for the app's value.";
        }

        _changes.Add(values => set(values, duration));
        return null;
    }

    private string? AddMessage(JsonElement value)
    {
        var text = Text(value);
        if (text is null && value.ValueKind is not JsonValueKind.Null)
        {
            return $"\"{PolicyNames.Message}\" must be a string, or null for none.";
        }

        _changes.Add(values => values with { Message = text });
        return null;
    }

    private string? AddProof(JsonElement value)
    {
        var text = Text(value);
        if (
            value.ValueKind is not JsonValueKind.Null
            && text is not (PolicyNames.None or PolicyNames.Required)
        )
        {
            return $"\"{PolicyNames.EnrollmentProof}\" must be \"none\", \"required\", or null for the app's value.";
        }

        EnrollmentProof? proof = text switch
        {
            PolicyNames.Required => EnrollmentProof.Required,
            PolicyNames.None => EnrollmentProof.None,
            _ => null,
        };
        _changes.Add(values => values with { EnrollmentProof = proof });
        return null;
    }

    private string? AddAuthenticators(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null)
        {
            _changes.Add(values => values with { AllowedAuthenticators = null });
            return null;
        }

        if (
            value.ValueKind is not JsonValueKind.Array
            || value.EnumerateArray().Any(item => item.ValueKind is not JsonValueKind.String)
        )
        {
            return $"\"{PolicyNames.AllowedAuthenticators}\" must be an array of strings, or null for all kinds.";
        }

        string[] kinds = [.. value.EnumerateArray().Select(item => item.GetString()!)];
        _changes.Add(values => values with { AllowedAuthenticators = kinds });
        return null;
    }

    private string? AddAccess(JsonElement value)
    {
        var access = PolicyNames.FindAccess(Text(value));
        if (access is null && value.ValueKind is not JsonValueKind.Null)
        {
            return $"\"{PolicyNames.MachineCallers}\" must be \"deny\", \"allow-while-creator-bound\", \"allow\", or null for the app's value.";
        }

        _changes.Add(values => values with { MachineCallers = access });
        return null;
    }

    private string? AddUpstream(JsonElement value)
    {
        var proof = PolicyNames.FindUpstream(Text(value));
        if (proof is null && value.ValueKind is not JsonValueKind.Null)
        {
            return $"\"{PolicyNames.UpstreamProof}\" must be \"deny\", \"allow\", or null for the app's value.";
        }

        _changes.Add(values => values with { UpstreamProof = proof });
        return null;
    }

    private string? AddVersion(JsonElement value)
    {
        Version = Text(value);
        return Version is null && value.ValueKind is not JsonValueKind.Null
            ? $"\"{VersionName}\" must be the version in the status, or null."
            : null;
    }

    private static string? Text(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
