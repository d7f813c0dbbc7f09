using ProfileTwoFactor.Backplane.Internal;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>Finds the decisions that hang on windows which another node closed. They know where their window lies, and under which cookie.</summary>
internal sealed class RemoteClosing(DecisionCache decisions, ScopeRegistry scopes) : IRemoteClosing
{
    public void Close(IReadOnlySet<UInt128> windows)
    {
        foreach (var (key, decision) in decisions.Kept)
        {
            if (
                key.Cookie is { } cookie
                && windows.Contains(ChangeNames.Of(decision.Window.Place).Hash)
            )
            {
                scopes.EndWindow(cookie);
            }
        }
    }
}
