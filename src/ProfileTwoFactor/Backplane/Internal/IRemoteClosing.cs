namespace ProfileTwoFactor.Backplane.Internal;

/// <summary>Ends here what hangs on windows that were closed on another node.</summary>
internal interface IRemoteClosing
{
    /// <param name="windows">What nodes call the windows; most are of browsers that this node has never seen.</param>
    void Close(IReadOnlySet<UInt128> windows);
}
