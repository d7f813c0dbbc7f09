namespace ProfileTwoFactor.Tool.Checks;

internal enum CheckStatus
{
    Ok,

    /// <summary>Not looked at, because an option is missing or an earlier check failed.</summary>
    Skipped,
    Warning,
    Error,
}
