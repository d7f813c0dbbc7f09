using System.CommandLine;
using System.Globalization;
using ProfileTwoFactor.Tool.Checks;
using ProfileTwoFactor.Tool.Databases;

namespace ProfileTwoFactor.Tool.CommandLine;

internal static class DoctorCommand
{
    private const int UsualSmtpPort = 587;

    public static void AddTo(Command root, CommandRunner runner)
    {
        var database = new DatabaseOptions(runner.Console);
        var keys = new KeyOptions(runner.Console);
        var redis = new RedisOptions(database, runner.Console);
        var smtp = new Option<string>("--smtp")
        {
            Description = "The app's mail server. The port is 587 unless named.",
            HelpName = "host:port",
        };
        smtp.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && Server(text) is null)
            {
                result.AddError("--smtp is host or host:port.");
            }
        });
        var command = new Command(
            "doctor",
            "Checks database, tables, rows, clock, key ring, mail queue, Redis and mail server, and says what is wrong and what to do. It changes nothing."
        );
        database.AddTo(command);
        keys.AddTo(command);
        redis.AddTo(command);
        command.Options.Add(smtp);
        runner.Add(
            root,
            command,
            async (result, cancellationToken) =>
            {
                var server = Server(result.GetValue(smtp));
                var settings = new DoctorSettings(
                    keys.Read(result),
                    redis.Read(result),
                    server?.Host,
                    server?.Port ?? 0
                );
                await using var opened = ToolDatabase.Unchecked(
                    database.Read(result, keys),
                    settings.Keys
                );
                return await new Doctor(opened, settings).RunAsync(cancellationToken);
            }
        );
    }

    private static (string Host, int Port)? Server(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var colon = text.LastIndexOf(':');
        if (colon < 0)
        {
            return (text, UsualSmtpPort);
        }

        return
            colon > 0
            && int.TryParse(
                text.AsSpan(colon + 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var port
            )
            && port is > 0 and <= ushort.MaxValue
            ? (text[..colon], port)
            : null;
    }
}
