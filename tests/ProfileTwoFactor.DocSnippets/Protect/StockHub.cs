using Microsoft.AspNetCore.SignalR;

namespace Shop;

#region Hub
[RequireProfileTwoFactor]
[PassiveRequest]
public sealed class StockHub : Hub
{
    public Task Watch(string item) => Groups.AddToGroupAsync(Context.ConnectionId, item);

    [RequireProfileTwoFactor(MaxAgeSeconds = 300)]
    public Task WriteOff(string item) => Clients.Group(item).SendAsync("writtenOff", item);
}
#endregion
