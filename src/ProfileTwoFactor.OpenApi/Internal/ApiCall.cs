using Microsoft.OpenApi;

namespace ProfileTwoFactor.OpenApi.Internal;

/// <summary>One of the package's calls, as documents describe it.</summary>
/// <param name="Id">The operation id, by which generators name methods.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Codes">The codes of its refusals, beside those that every call has.</param>
internal sealed record ApiCall(string Id, string Summary, string[] Codes)
{
    /// <summary>The status of success.</summary>
    public int Success { get; init; } = 200;

    /// <summary>The name of the schema of the answer; null for none.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether the answer is a list of that schema.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether the answer can also be a file for a spreadsheet.</summary>
    public bool AnswersCsv { get; init; }

    /// <summary>The name of the schema of the body; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>Whether a call without a body makes no sense.</summary>
    public bool BodyIsRequired { get; init; }

    /// <summary>Whether a caller may make it whose sign-in waits for its second factor.</summary>
    public bool TakesPartialSignIn { get; init; }

    /// <summary>Parameters of the query.</summary>
    public IReadOnlyList<(
        string Name,
        JsonSchemaType Type,
        string Description
    )> Query { get; init; } = [];
}
