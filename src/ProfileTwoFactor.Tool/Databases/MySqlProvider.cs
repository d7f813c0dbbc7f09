using System.Reflection;
using System.Runtime.Loader;
using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.Tool.Databases;

/// <summary>The provider for MySQL and MariaDB, from the app's own folder.</summary>
/// <remarks>Its license allows no copy of it in this package, and an app on MySQL has one: the very one that wrote the tables.</remarks>
internal static class MySqlProvider
{
    private const string Assembly = "MySql.EntityFrameworkCore";
    private const string Extensions =
        "Microsoft.EntityFrameworkCore.MySQLDbContextOptionsExtensions";

    public static void Use(DbContextOptionsBuilder options, DatabaseSettings settings)
    {
        var folder = settings.ProviderFolder;
        if (folder is null || !File.Exists(Path.Combine(folder, Assembly + ".dll")))
        {
            throw Missing(
                folder is null
                    ? "The provider for MySQL isn't part of the tool."
                    : $"{Assembly}.dll isn't in the folder of --provider-folder."
            );
        }

        var full = Path.GetFullPath(folder);
        Assembly? Resolve(AssemblyLoadContext context, AssemblyName name)
        {
            var file = Path.Combine(full, name.Name + ".dll");
            return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        }

        AssemblyLoadContext.Default.Resolving += Resolve;
        var use = AssemblyLoadContext
            .Default.LoadFromAssemblyPath(Path.Combine(full, Assembly + ".dll"))
            .GetType(Extensions)
            ?.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .FirstOrDefault(method =>
                method is { Name: "UseMySQL", IsGenericMethod: false }
                && method.GetParameters() is [_, { ParameterType: var second }, _]
                && second == typeof(string)
            );
        if (use is null)
        {
            throw Missing($"{Assembly}.dll in the folder of --provider-folder has no UseMySQL().");
        }

        use.Invoke(null, [options, settings.ConnectionString, null]);
    }

    private static ToolException Missing(string what) =>
        new(
            ExitCode.Usage,
            "provider-missing",
            what,
            $"Name a folder that has {Assembly}.dll, such as the publish folder of the app, with --provider-folder."
        );
}
