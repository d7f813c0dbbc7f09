namespace ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

public enum Transport
{
    WebSockets,
    ServerSentEvents,
    LongPolling,
}
