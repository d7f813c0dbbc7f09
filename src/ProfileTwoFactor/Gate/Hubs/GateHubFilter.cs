using Microsoft.AspNetCore.SignalR;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>Asks the gate at each invocation of a gated hub, and hands its connections to the watcher: authorization of the class covers connecting only, and connections live long.</summary>
/// <remarks>It is the endpoint guard of hubs too: a host handler that succeeds every requirement opens no gated method.</remarks>
internal sealed class GateHubFilter(
    HubConnectionGate gate,
    LiveConnectionRegistry connections,
    LiveConnectionCloser closer,
    RequestlessTransport requestless,
    ProfileIdSource ids,
    IServiceProvider root
) : IHubFilter
{
    public static HubException Refusal(GateStatus status) =>
        new($"two-factor: {GateCodes.Of(status)}");

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        var method = HubRule.Of(invocationContext.HubMethod);
        var connection = GatedConnection.Find(invocationContext.Context);
        if (connection is null)
        {
            // A filter or test harness skipped connecting. What is gated stays closed.
            if (method.IsGated || HubRule.Of(invocationContext.Hub.GetType()).IsGated)
            {
                throw Refusal(GateStatus.SignInRequired);
            }
        }
        else if (connection.IsGated || method.IsGated)
        {
            var decision = await gate.DecideAsync(
                connection,
                connection.User,
                method,
                invocationContext.ServiceProvider
            );
            if (!decision.Admits)
            {
                throw Refusal(decision.Status);
            }
        }

        return await next(invocationContext);
    }

    public async Task OnConnectedAsync(
        HubLifetimeContext context,
        Func<HubLifetimeContext, Task> next
    )
    {
        requestless.Check(context.Context, context.Hub.GetType());
        var opened = GatedConnection.Open(context.Context, context.Hub.GetType(), ids, root);
        if (opened is not { IsGated: true })
        {
            if (opened is { AsksForAccounts: true })
            {
                await gate.RememberAccountsAsync(opened, context.ServiceProvider);
            }

            await next(context);
            return;
        }

        var live = new LiveHubConnection(
            opened,
            context.Context,
            context.Hub.Clients.Caller,
            gate,
            closer
        );
        // First on the list, then asked: a change that comes in between is seen by one of the two.
        connections.Add(live);
        try
        {
            var decision = await gate.DecideAsync(
                opened,
                context.ServiceProvider,
                GateAsker.Connection
            );
            if (!decision.Admits)
            {
                await closer.TellAsync(live, decision);
                throw Refusal(decision.Status);
            }

            live.Admitted(decision);
            await next(context);
        }
        catch
        {
            // The framework drops a connection that failed to open without saying that it ended.
            connections.Remove(live);
            throw;
        }

        // Fires however the connection ends, also where another filter keeps OnDisconnectedAsync from us.
        context.Context.ConnectionAborted.UnsafeRegister(
            static state =>
            {
                var (list, ended) = ((LiveConnectionRegistry, LiveHubConnection))state!;
                list.Remove(ended);
            },
            (connections, live)
        );
    }
}
