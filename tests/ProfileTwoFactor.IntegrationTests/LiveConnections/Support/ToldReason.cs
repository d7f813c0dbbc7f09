namespace ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

/// <summary>The argument of the client method.</summary>
public sealed record ToldReason(string Code, string? ProfileId, string? Action, string? ActionUrl);
