using System.CommandLine;
using System.CommandLine.Parsing;

namespace ProfileTwoFactor.Tool.CommandLine;

/// <summary>What the parser says, without the values: one of them may be a connection string that lost its quotation marks.</summary>
internal static class UsageText
{
    public static string Of(ParseResult result)
    {
        if (result.CommandResult.Command is RootCommand)
        {
            return "Name a command.";
        }

        var values = result
            .Tokens.Where(token => token.Type == TokenType.Argument)
            .Select(token => token.Value)
            .Concat(result.UnmatchedTokens)
            .Where(value => value.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(value => value.Length)
            .ToList();
        return string.Join(
            ' ',
            result
                .Errors.Select(error =>
                    values.Aggregate(
                        error.Message,
                        (message, value) => message.Replace(value, "…", StringComparison.Ordinal)
                    )
                )
                .Distinct(StringComparer.Ordinal)
        );
    }
}
