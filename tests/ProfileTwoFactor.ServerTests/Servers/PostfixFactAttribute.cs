using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>A fact that needs Postfix, whose parts run as different users, so that only root can start it.</summary>
internal sealed class PostfixFactAttribute : FactAttribute
{
    public PostfixFactAttribute() =>
        Skip = Environment.IsPrivilegedProcess
            ? Missing.WhyNot("postfix", Tools.Find("postfix"))
            : "only root can start Postfix";
}
