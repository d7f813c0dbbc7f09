using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>The calls about where members have verified.</summary>
internal static class WindowEndpoints
{
    private const string WindowIdParameter = "windowId";
    private const EndpointSubject Subject = EndpointSubject.Profile;

    internal static void Map(RouteGroupBuilder profile)
    {
        profile.MapGet(
            "/windows",
            EndpointCall.Reads(
                Subject,
                call => call.Windows.ListWindowsAsync(call.Context, call.ProfileId),
                WindowResponse.From,
                TwoFactorJsonContext.Default.WindowResponseArray
            )
        );
        profile.MapDelete(
            "/windows",
            EndpointCall.Changes(
                Subject,
                call => call.Windows.EndOtherWindowsAsync(call.Context, call.ProfileId)
            )
        );
        profile.MapDelete(
            $"/windows/{{{WindowIdParameter}}}",
            EndpointCall.Changes(
                Subject,
                call =>
                    call.Windows.EndWindowAsync(
                        call.Context,
                        call.ProfileId,
                        (string)call.Context.GetRouteValue(WindowIdParameter)!
                    )
            )
        );
        profile
            .MapPost(
                "/windows/revoke",
                EndpointCall.Changes(
                    Subject,
                    call =>
                        call.Request.MemberId is { } memberId
                            ? call.Windows.AskMemberAgainAsync(
                                call.Context,
                                call.ProfileId,
                                memberId
                            )
                            : call.Windows.AskAllAgainAsync(call.Context, call.ProfileId)
                )
            )
            .WithMetadata(CallBody.MemberOrAll);
    }
}
