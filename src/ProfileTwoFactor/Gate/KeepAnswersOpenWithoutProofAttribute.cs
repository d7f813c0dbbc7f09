namespace ProfileTwoFactor;

/// <summary>Lets an answer of the endpoint run to its end although the proof it began with has ended.</summary>
/// <remarks>
/// Without this attribute an answer that is open for more than two seconds (a download, server-sent events, a gRPC stream, a
/// WebSocket) is cut off soon after the verification window lapses, the member is removed or reset, the password changes or the
/// policy does. With it, whoever has such an answer open goes on reading for as long as the endpoint writes. Use it for answers that are
/// bounded and must not be torn, such as an export. Starting the answer is gated as before. It has no effect on hubs, whose connections are always
/// closed.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = true)]
public sealed class KeepAnswersOpenWithoutProofAttribute : Attribute;
