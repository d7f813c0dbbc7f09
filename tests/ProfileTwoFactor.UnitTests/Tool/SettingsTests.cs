using ProfileTwoFactor.Tool;
using ProfileTwoFactor.Tool.Databases;

namespace ProfileTwoFactor.UnitTests.Tool;

public sealed class SettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ptf-tool-").FullName;

    [Fact]
    public void Read_SettingsOfAnEnvironment_TakesItsConnectionString()
    {
        Write("appsettings.json", """{ "ConnectionStrings": { "Shop": "Data Source=one.db" } }""");
        Write(
            "appsettings.Staging.json",
            """{ "ConnectionStrings": { "Shop": "Data Source=data/two.db" } }"""
        );

        var settings = SettingsReader.Read(
            Choice() with
            {
                Folder = _folder,
                Name = "Shop",
                Environment = "Staging",
            }
        );

        Assert.Equal(DatabaseProvider.Sqlite, settings.Provider);
        // As the app resolves it, wherever the tool was started.
        Assert.Contains(
            Path.Combine(_folder, "data", "two.db"),
            settings.ConnectionString,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Host=db;Database=shop;Username=x;Password=y", "Postgres")]
    [InlineData("Data Source=shop.db;Cache=Shared", "Sqlite")]
    [InlineData("Filename=shop.db", "Sqlite")]
    public void Read_WithoutProvider_SeesItInTheConnectionString(string text, string expected) =>
        Assert.Equal(
            expected,
            SettingsReader.Read(Choice() with { Connection = text }).Provider.ToString()
        );

    [Fact]
    public void Read_SettingsThatAreNoJson_NamesTheFileOnly()
    {
        Write("appsettings.json", "{ \"ConnectionStrings\": canary");

        var failure = Assert.Throws<ToolException>(() =>
            SettingsReader.Read(Choice() with { Folder = _folder, Name = "Shop" })
        );

        Assert.Equal("bad-settings", failure.Code);
        Assert.DoesNotContain("canary", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_OfSettings_HasNoConnectionString() =>
        Assert.DoesNotContain(
            "canary",
            $"{SettingsReader.Read(Choice() with { Connection = "Host=db;Password=canary" })}",
            StringComparison.Ordinal
        );

    [Fact]
    public void ToString_OfAChoice_HasNoConnectionString() =>
        Assert.DoesNotContain(
            "canary",
            $"{Choice() with { Connection = "Host=db;Password=canary", VariableConnection = "Host=db;Password=canary" }}",
            StringComparison.Ordinal
        );

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static DatabaseChoice Choice() =>
        new() { Tables = new TableNames(), Timeout = TimeSpan.FromSeconds(1) };

    private void Write(string file, string text) =>
        File.WriteAllText(Path.Combine(_folder, file), text);
}
