namespace ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

public interface ILineTransport : IDisposable
{
    Task SendAsync(string text);

    /// <summary>The next piece of text, or null at the end.</summary>
    Task<string?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Until the server can send at once.</summary>
    Task SettleAsync() => Task.CompletedTask;
}
