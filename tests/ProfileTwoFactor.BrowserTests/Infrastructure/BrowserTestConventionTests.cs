using System.Reflection;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

public sealed class BrowserTestConventionTests
{
    [Fact]
    public void Class_WithTests_IsABrowserTest_SoThatItsFailuresLeaveEvidence()
    {
        var classes = typeof(BrowserTest)
            .Assembly.GetTypes()
            .Where(type =>
                type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute)))
                && type != typeof(BrowserTestConventionTests)
            )
            .ToList();

        Assert.NotEmpty(classes);
        Assert.All(classes, type => Assert.True(type.IsSubclassOf(typeof(BrowserTest)), type.Name));
    }
}
