using System.Security.Cryptography;

namespace ProfileTwoFactor.Events;

/// <summary>A committed event. It contains no secret, code, token, or link.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public abstract record TwoFactorEvent(TwoFactorEventContext Context)
{
    /// <summary>The random id of the event: 32 hexadecimal digits. All sinks and handlers get the same id, so a receiver recognizes an event that arrives twice.</summary>
    public string EventId { get; init; } =
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
