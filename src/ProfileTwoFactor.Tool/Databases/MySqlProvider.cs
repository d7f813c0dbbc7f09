using System.Reflection;
using System.Runtime.Loader;
using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.Tool.Databases;

/// <summary>The provider for MySQL and MariaDB, from the app's own folder.</summary>
/// <remarks>Its license allows no copy of it in this package, and an app on MySQL has one: the very one that wrote the tables.</remarks>
/// <param name="folder">Where it is. Null if no folder was named.</param>
internal sealed class MySqlProvider(string? folder)
{
    private const string Assembly = "MySql.EntityFrameworkCore";
    private const string Extensions =
        "Microsoft.EntityFrameworkCore.MySQLDbContextOptionsExtensions";

    // Once, and not for each context: a rotation makes one for each row.
    private readonly Lazy<MethodInfo> _use = new(() => Load(folder));

    /// <exception cref="ToolException">It isn't in the folder.</exception>
    public void Use(DbContextOptionsBuilder options, string connectionString) =>
        _use.Value.Invoke(null, [options, connectionString, null]);

    private static MethodInfo Load(string? folder)
    {
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
        return AssemblyLoadContext
                .Default.LoadFromAssemblyPath(Path.Combine(full, Assembly + ".dll"))
                .GetType(Extensions)
                ?.GetMethods(BindingFlags.Public | BindingFlags.Static)
                .FirstOrDefault(method =>
                    method is { Name: "UseMySQL", IsGenericMethod: false }
                    && method.GetParameters() is [_, { ParameterType: var second }, _]
                    && second == typeof(string)
                )
            ?? throw Missing(
                $"{Assembly}.dll in the folder of --provider-folder has no UseMySQL()."
            );
    }

    private static ToolException Missing(string what) =>
        new(
            ExitCode.Usage,
            "provider-missing",
            what,
            $"Name a folder that has {Assembly}.dll, such as the publish folder of the app, with --provider-folder."
        );
}
