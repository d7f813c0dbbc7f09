using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ProfileTwoFactor.OpenApi.Internal;

/// <summary>Adds the refusals of the gate to the app's own endpoints that are gated.</summary>
internal sealed class GateOperationTransformer : IOpenApiOperationTransformer
{
    public Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var codes = CodesOf(metadata)
            .Where(HostFeatures.Of(context.ApplicationServices).CanAnswer)
            .ToList();
        if (codes.Count > 0)
        {
            ProblemResponses.Add(operation, codes, context.Document);
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<string> CodesOf(IList<object> metadata)
    {
        var demands = metadata.OfType<IProfileTwoFactorMetadata>().ToList();
        var account = metadata.OfType<IAccountTwoFactorMetadata>().ToList();
        if (
            demands.Count > 0
            || metadata.OfType<ISharedLinkMetadata>().Any()
            || Names(metadata, ProfileTwoFactorDefaults.PolicyName)
        )
        {
            foreach (var code in CallCodes.OfGate)
            {
                yield return code;
            }
        }

        if (account.Count > 0 || Names(metadata, ProfileTwoFactorDefaults.AccountPolicyName))
        {
            foreach (var code in CallCodes.OfAccountGate)
            {
                yield return code;
            }
        }

        if (
            demands.Exists(demand => demand.MaxAgeSeconds != 0)
            || account.Exists(demand => demand.MaxAgeSeconds != 0)
        )
        {
            yield return TwoFactorErrorCodes.FreshVerificationRequired;
        }
    }

    private static bool Names(IList<object> metadata, string policy) =>
        metadata
            .OfType<Microsoft.AspNetCore.Authorization.IAuthorizeData>()
            .Any(data => string.Equals(data.Policy, policy, StringComparison.Ordinal));
}
