using ProfileTwoFactor.Callers;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What can prove a member to the gate: a window, or the app's identity provider.</summary>
internal sealed record MemberProofs(WindowManager Windows, UpstreamProofReader Upstream);
