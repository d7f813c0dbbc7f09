using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace ProfileTwoFactor.Tool.Databases;

/// <summary>What the package asks of a host.</summary>
internal sealed class ToolEnvironment : IHostEnvironment
{
    public const string Name = "profile2fa";

    public string EnvironmentName { get; set; } = Environments.Production;

    public string ApplicationName { get; set; } = Name;

    public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
}
