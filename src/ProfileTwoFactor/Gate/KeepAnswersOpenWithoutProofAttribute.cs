namespace ProfileTwoFactor;

/// <summary>Allows a response of the endpoint to complete after the proof that it started with has ended.</summary>
/// <remarks>
/// Without this attribute, a response that is open for more than two seconds (a download, server-sent events, a gRPC stream, a
/// WebSocket) is ended soon after the verification window expires, the member is removed or reset, the password changes, or the
/// policy changes. With it, a caller with an open response keeps reading for as long as the endpoint writes. Use it for responses that are
/// bounded and must be complete, such as an export. The start of the response is still gated. The attribute has no effect on hubs, whose connections are always
/// closed.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = true)]
public sealed class KeepAnswersOpenWithoutProofAttribute : Attribute;
