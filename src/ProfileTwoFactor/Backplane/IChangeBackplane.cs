namespace ProfileTwoFactor.Backplane;

/// <summary>Carries short messages between the nodes of an app, so that a change on one node takes effect on the others at once.</summary>
/// <remarks>
/// <para>
/// A backplane only makes things faster. A message that is lost costs what it costs without a backplane: the other nodes see the change
/// within <see cref="ProfileTwoFactorOptions.DecisionLifetime"/>. A message that is forged can only make nodes read the store again. It never
/// gives access. Messages contain hashes, and no ids, names, codes, or secrets.
/// </para>
/// <para>
/// The package calls both methods in the background, never within a request. It gives up a call of <see cref="PublishAsync"/> after
/// <see cref="ProfileTwoFactorOptions.DependencyTimeout"/>, and repeats calls that fail. Implementations need no retries, no queue, and no order.
/// </para>
/// </remarks>
public interface IChangeBackplane
{
    /// <summary>Sends a message to all nodes that listen on the channel. Whether this node receives it too doesn't matter.</summary>
    /// <param name="channel">The app's channel: at most 63 ASCII letters, digits, <c>-</c>, and <c>_</c>. It differs between apps that have different Data Protection keys.</param>
    /// <param name="message">At most 4,000 ASCII letters, digits, <c>-</c>, <c>_</c>, and <c>.</c></param>
    /// <param name="cancellationToken">Canceled when the package gives up.</param>
    /// <exception cref="Exception">Any exception means that the message may not have been sent. The package logs it and tries again.</exception>
    Task PublishAsync(string channel, string message, CancellationToken cancellationToken);

    /// <summary>Receives messages until it is canceled or the connection is lost. Then the package calls it again.</summary>
    /// <param name="channel">As in <see cref="PublishAsync"/>.</param>
    /// <param name="listener">Is told about connections and messages, from any thread. Its methods return at once and don't throw.</param>
    /// <param name="cancellationToken">Canceled when the app stops.</param>
    /// <exception cref="Exception">Any exception means that the connection can't be made or was lost.</exception>
    Task ListenAsync(string channel, IChangeListener listener, CancellationToken cancellationToken);
}
