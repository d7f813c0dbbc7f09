namespace ProfileTwoFactor.Backplane;

/// <summary>What an <see cref="IChangeBackplane"/> tells the package. Implemented by the package.</summary>
public interface IChangeListener
{
    /// <summary>Messages that are sent from now on are received. Call it after each connection, and again when a lost one is restored.</summary>
    /// <remarks>Messages may have been lost before, so the node reads everything from the store again.</remarks>
    void OnConnected();

    /// <summary>Messages may be lost from now on. Not necessary before <see cref="IChangeBackplane.ListenAsync"/> ends.</summary>
    void OnDisconnected();

    /// <summary>A message was received. Messages that this version doesn't understand are ignored.</summary>
    /// <param name="message">What was sent, from whatever source.</param>
    void OnMessage(string message);
}
