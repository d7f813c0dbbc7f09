using System.Xml.Linq;

namespace ProfileTwoFactor.UnitTests.Docs;

/// <summary>The template names packages on its own, because a created site has no repository around it.</summary>
public sealed class TemplateTests
{
    private const string Content = "src/ProfileTwoFactor.Templates/content/profile2fa";

    [Fact]
    public void Versions_InTheTemplate_AreThoseOfThisRepository()
    {
        var ours = Versions("Directory.Packages.props");
        var template = Versions($"{Content}/Directory.Packages.props");

        Assert.NotEmpty(template);
        Assert.All(
            template,
            package =>
                Assert.Equal(
                    IsOurs(package.Key) ? "$(ProfileTwoFactorVersion)" : ours[package.Key],
                    package.Value
                )
        );
    }

    [Fact]
    public void VersionOfOurPackages_InTheTemplateAndInThePage_IsTheCurrentOne()
    {
        var version = Property("Directory.Build.props", "Version");

        Assert.Equal(
            version,
            Property($"{Content}/Directory.Packages.props", "ProfileTwoFactorVersion")
        );
        Assert.Contains(
            $"ProfileTwoFactor.Templates.{version}.nupkg",
            Checkout.Read("docs/five-minutes.md"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Options_OfTheTemplate_AreAllOnThePage()
    {
        using var template = System.Text.Json.JsonDocument.Parse(
            Checkout.Read($"{Content}/.template.config/template.json")
        );
        var page = Checkout.Read("docs/five-minutes.md");
        var options = template
            .RootElement.GetProperty("symbols")
            .EnumerateObject()
            .Where(symbol => symbol.Value.GetProperty("type").GetString() == "parameter")
            .Select(symbol => symbol.Name)
            .ToList();

        Assert.Contains("identity", options);
        Assert.All(options, name => Assert.Contains($"`--{name}", page, StringComparison.Ordinal));
    }

    private static bool IsOurs(string package) =>
        package.StartsWith("ProfileTwoFactor", StringComparison.Ordinal);

    private static Dictionary<string, string> Versions(string file) =>
        XDocument
            .Parse(Checkout.Read(file))
            .Descendants("PackageVersion")
            .ToDictionary(
                package => package.Attribute("Include")!.Value,
                package => package.Attribute("Version")!.Value
            );

    private static string Property(string file, string name) =>
        XDocument.Parse(Checkout.Read(file)).Descendants(name).Single().Value;
}
