namespace ProfileTwoFactor;

/// <summary>
/// Metadata of an endpoint that stands for another one: the gate is asked what it would answer, and no request is made. A refusal is then
/// no challenge, so it calls no <see cref="ProfileTwoFactorEvents.Challenge"/> and isn't counted in the metric of challenges.
/// </summary>
/// <remarks>
/// For packages that ask before the browser leaves a page, such as ProfileTwoFactor.UI. It changes no decision: what would be refused is
/// refused. On an endpoint that does something, it only hides refusals from events and metrics.
/// </remarks>
public interface IGateCheckMetadata;
