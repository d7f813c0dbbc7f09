using System.CommandLine;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Keys;

namespace ProfileTwoFactor.Tool.CommandLine;

internal static class RotateKeysCommand
{
    public static void AddTo(Command root, CommandRunner runner)
    {
        var database = new DatabaseOptions(runner.Console);
        var keys = new KeyOptions(runner.Console);
        var known = new Option<bool>("--nodes-know-key")
        {
            Description =
                "All nodes were restarted since the current key was made. Without it, the key must be 25 hours old.",
        };
        var command = new Command(
            "rotate-keys",
            "Encrypts all authenticator secrets with the current Data Protection key again, while the app serves. It can be interrupted and run again. It makes no key."
        );
        keys.AddTo(command);
        command.Options.Add(known);
        database.AddTo(command);
        runner.Add(
            root,
            command,
            async (result, cancellationToken) =>
            {
                var ring = keys.Read(result);
                if (!ring.AreNamed)
                {
                    throw new ToolException(
                        ExitCode.Usage,
                        "no-keys",
                        "No key ring is named.",
                        "Name the app's Data Protection keys with --keys or --keys-in-database, and --application."
                    );
                }

                await using var opened = await ToolDatabase.OpenAsync(
                    database.Read(result, keys),
                    ring,
                    forChange: true,
                    cancellationToken
                );
                if (ring.InDatabase)
                {
                    await KeyTable.ThrowIfMissingAsync(opened, cancellationToken);
                }

                return await new KeyRotation(
                    opened,
                    runner.Console,
                    result.GetValue(known)
                ).RunAsync(cancellationToken);
            }
        );
    }
}
