namespace ProfileTwoFactor.Tool.Output;

internal sealed record ErrorText(string Code, string Message, string Fix);
