using System.Runtime.CompilerServices;

namespace ProfileTwoFactor.Tests.Shared;

/// <summary>
/// Hosts under test don't watch files: each takes one of the system's watchers for its settings and one for its pages, of which a user
/// has 128 on many systems. A host that gets none answers 500.
/// </summary>
internal static class UnwatchedFiles
{
    [ModuleInitializer]
    internal static void Apply()
    {
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
        Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "true");
    }
}
