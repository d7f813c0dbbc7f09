using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

internal sealed class SecurityHistoryOptionsValidator : IValidateOptions<SecurityHistoryOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, SecurityHistoryOptions options) =>
        options.Retention >= Shortest || options.Retention == Timeout.InfiniteTimeSpan
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"SecurityHistoryOptions.Retention is '{options.Retention}', but it must be at least one day, or Timeout.InfiniteTimeSpan for no limit."
            );
}
