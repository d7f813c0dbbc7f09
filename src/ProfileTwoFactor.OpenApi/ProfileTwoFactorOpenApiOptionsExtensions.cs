using ProfileTwoFactor.OpenApi.Internal;

namespace Microsoft.AspNetCore.OpenApi;

/// <summary>Adds two-factor authentication to OpenAPI documents.</summary>
public static class ProfileTwoFactorOpenApiOptionsExtensions
{
    /// <summary>Describes the endpoints of <c>MapProfileTwoFactorApi()</c> in this document, and the refusals of the app's endpoints that are gated.</summary>
    /// <remarks>
    /// Call it for each document that should have them: <c>AddOpenApi(options => options.AddProfileTwoFactor())</c>. The document then shows callers which
    /// endpoints require two-factor authentication. Transformers that the app adds afterwards see the result and can change it.
    /// </remarks>
    /// <param name="options">The options of one document.</param>
    public static OpenApiOptions AddProfileTwoFactor(this OpenApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddOperationTransformer(new GateOperationTransformer());
        options.AddDocumentTransformer(new CallDocumentTransformer());
        return options;
    }
}
