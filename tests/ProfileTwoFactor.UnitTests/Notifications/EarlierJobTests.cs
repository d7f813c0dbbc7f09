using System.Text.Json;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Mail.Queue;

namespace ProfileTwoFactor.UnitTests.Notifications;

/// <summary>What a release before wrote without a field that there is now.</summary>
public sealed class EarlierJobTests
{
    [Fact]
    public void Job_FromBeforeStampsAndTenants_HasEmptyOnes()
    {
        var job = JsonSerializer.Deserialize(
            """
            {
              "kind": 1, "scopeKind": 1, "scopeId": "acme", "profileName": "Acme",
              "ownerEmail": "olivia@example.com", "actorAccountName": "olivia@example.com",
              "time": "2026-11-30T12:00:00+00:00"
            }
            """,
            NotificationJsonContext.Default.NotificationPayload
        )!;

        Assert.Equal(("acme", "", ""), (job.ScopeId, job.ScopeStamp, job.Tenant));
    }

    [Fact]
    public void Code_ThatWasMailedWithoutAnIssuer_HasAnEmptyOne()
    {
        var state = JsonSerializer.Deserialize(
            """{ "Code": { "Hash": "AQI=", "ExpiresAt": "2026-11-30T12:00:00+00:00" } }""",
            EnrollmentJsonContext.Default.EnrollmentState
        )!;

        Assert.Equal("", state.Code!.IssuedBy);
    }
}
