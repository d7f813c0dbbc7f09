using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Mail.Smtp;

/// <summary>Reports all errors together; never the password.</summary>
internal sealed class SmtpNotifierOptionsValidator : IValidateOptions<SmtpNotifierOptions>
{
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(2);

    public ValidateOptionsResult Validate(string? name, SmtpNotifierOptions options)
    {
        var mistakes = new List<string>();

        void Demand(bool holds, string option, object? value, string rule)
        {
            if (!holds)
            {
                mistakes.Add($"SmtpNotifierOptions.{option} is '{value}', but {rule}.");
            }
        }

        Demand(
            !string.IsNullOrWhiteSpace(options.Host),
            "Host",
            options.Host,
            "it must be the name or address of the mail server"
        );
        Demand(
            options.Port is > 0 and <= 65535,
            "Port",
            options.Port,
            "it must be between 1 and 65535"
        );
        Demand(
            MailAddresses.TryParse(options.From, out _),
            "From",
            options.From,
            "it must be a single e-mail address without a display name"
        );
        Demand(
            options.Timeout >= ShortestTimeout && options.Timeout <= LongestTimeout,
            "Timeout",
            options.Timeout,
            "it must be between one second and two minutes"
        );
        Demand(
            options.ConnectTimeout >= ShortestTimeout && options.ConnectTimeout <= LongestTimeout,
            "ConnectTimeout",
            options.ConnectTimeout,
            "it must be between one second and two minutes"
        );
        Demand(
            options.UseImplicitTls is not true || options.UseStartTls is not true,
            "UseImplicitTls",
            options.UseImplicitTls,
            "UseStartTls is also 'True'; set only one of them"
        );
        Demand(
            options.UserName is null || options.Encrypts() || options.IsThisMachine(),
            "UseStartTls",
            options.UseStartTls,
            "a user name requires an encrypted connection, because the password would be sent in plain text"
        );
        return mistakes.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes);
    }
}
