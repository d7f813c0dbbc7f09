namespace ProfileTwoFactor.Testing.Stores.Internal;

/// <summary>Marks a test of a contract.</summary>
/// <param name="arguments">The test is run once with each; without any, it takes none.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ContractTestAttribute(params object[] arguments) : Attribute
{
    public object[] Arguments => arguments;

    /// <summary>The static property that lists the arguments instead.</summary>
    public string? Rows { get; init; }
}
