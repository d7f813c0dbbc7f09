using System.CommandLine;
using System.Globalization;

namespace ProfileTwoFactor.Tool.CommandLine;

/// <summary>What a number may be. It reads the text: the parser throws when a rule asks for the value of what is no number.</summary>
internal static class NumberRule
{
    public static void AddTo(Option<int> option, int least, int most, string message) =>
        option.Validators.Add(result =>
        {
            if (
                result.Tokens.Any(token =>
                    !int.TryParse(
                        token.Value,
                        NumberStyles.AllowLeadingSign,
                        CultureInfo.InvariantCulture,
                        out var number
                    )
                    || number < least
                    || number > most
                )
            )
            {
                result.AddError(message);
            }
        });
}
