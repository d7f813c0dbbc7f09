using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Nodes.Load;

/// <summary>Runs by <c>tests/verify-rate.sh</c>, and shortly in <c>./test.sh --long</c>.</summary>
internal sealed class VerifyRateFactAttribute : FactAttribute
{
    private const string Variable = "PROFILETWOFACTOR_OTHER_CHECKOUT";

    public VerifyRateFactAttribute() =>
        Skip =
            Tools.RunsLong || IsMeasured
                ? null
                : "too long for each run; tests/verify-rate.sh runs it";

    /// <summary>Whether figures are wanted. Otherwise the run only shows that the command works.</summary>
    public static bool IsMeasured => Environment.GetEnvironmentVariable(Variable) is not null;

    /// <summary>The checkout whose sample is compared with this one's, built in the configuration of these tests; without one, this checkout.</summary>
    public static string OtherCheckout =>
        Environment.GetEnvironmentVariable(Variable) ?? SampleNode.Checkout;
}
