using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Machines.Support;

namespace ProfileTwoFactor.IntegrationTests.Machines;

/// <summary>Two nodes without messages between them: what one node is told about machines holds on the other when its decisions have lived out.</summary>
public sealed class MachineNodeTests
{
    private static readonly TimeSpan DecisionLifetime =
        new ProfileTwoFactorOptions().DecisionLifetime;

    private readonly TestMachineCallers _callers = new();

    [Fact]
    public async Task Rule_OfTheOwner_HoldsOnTheOtherNode()
    {
        await using var here = await MachineHosts.StartAsync(_callers);
        await using var there = await MachineHosts.SecondAsync(here, _callers);
        var (owner, _, _) = await here.WithMarkAsync();
        AnswerAssert.Refused(403, "machine-caller-denied", await KeyAsync(there, "k1:mark"));

        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        there.Clock.Advance(DecisionLifetime);
        AnswerAssert.Ok(await KeyAsync(there, "k1:mark"));

        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "deny" }));
        there.Clock.Advance(DecisionLifetime);
        AnswerAssert.Refused(403, "machine-caller-denied", await KeyAsync(there, "k1:mark"));
    }

    [Fact]
    public async Task Key_OfAMemberWhomTheOtherNodeResets_IsRefused()
    {
        await using var here = await MachineHosts.StartAsync(_callers);
        await using var there = await MachineHosts.SecondAsync(here, _callers);
        var (owner, _, _) = await here.WithMarkAsync();
        AnswerAssert.Ok(
            await owner.PolicyAsync(new { machineCallers = "allow-while-creator-bound" })
        );
        AnswerAssert.Ok(await KeyAsync(there, "k1:mark"));

        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "members/acme-mark/reset"));
        there.Clock.Advance(DecisionLifetime);

        AnswerAssert.Refused(403, "machine-caller-denied", await KeyAsync(there, "k1:mark"));
    }

    private static Task<Answer> KeyAsync(GateHost node, string key) =>
        node.GetAsync("/p/acme", key: key);
}
