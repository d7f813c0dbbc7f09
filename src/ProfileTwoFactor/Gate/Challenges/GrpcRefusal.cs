using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Gate.Challenges;

/// <summary>A refusal as gRPC clients read it: status, message and metadata with the contract's code.</summary>
/// <remarks>The HTTP status stays what it is for all other callers: the content type is the caller's to choose, and a refusal must not look like a success in logs and metrics.</remarks>
internal static class GrpcRefusal
{
    private const int Unknown = 2;
    private const int InvalidArgument = 3;
    private const int NotFound = 5;
    private const int PermissionDenied = 7;
    private const int ResourceExhausted = 8;
    private const int FailedPrecondition = 9;
    private const int Unavailable = 14;
    private const int Unauthenticated = 16;

    /// <summary>An answer without any message: everything is in the headers ("trailers-only").</summary>
    public static Task AnswerAsync(HttpContext context, TwoFactorError error)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            // A refusal that can't be sent any more must not look like a complete answer.
            context.Abort();
            return Task.CompletedTask;
        }

        RefusedResponse.SetStatus(response, error);
        NoStore.Apply(context);
        response.ContentType = "application/grpc";
        Write(response.Headers, error);
        return Task.CompletedTask;
    }

    /// <summary>Overwrites the status that a call which was cut short has left.</summary>
    public static void End(HttpContext context, TwoFactorError error)
    {
        if (!context.Response.HasStarted)
        {
            Write(context.Response.Headers, error);
        }
        else if (
            context.Features.Get<IHttpResponseTrailersFeature>() is
            { Trailers: { IsReadOnly: false } trailers }
        )
        {
            Write(trailers, error);
        }
    }

    private static void Write(IHeaderDictionary headers, TwoFactorError error)
    {
        headers["grpc-status"] = Status(error.StatusCode).ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = Encode(error.Detail);
        headers[ProfileTwoFactorDefaults.GrpcCodeTrailer] = error.Code;
        if (error is { Action: { } action, ActionUrl: { } url })
        {
            headers[ProfileTwoFactorDefaults.GrpcActionTrailer] = action;
            headers[ProfileTwoFactorDefaults.GrpcActionUrlTrailer] = url;
        }
    }

    private static int Status(int httpStatus) =>
        httpStatus switch
        {
            StatusCodes.Status400BadRequest => InvalidArgument,
            StatusCodes.Status401Unauthorized => Unauthenticated,
            StatusCodes.Status403Forbidden => PermissionDenied,
            StatusCodes.Status404NotFound => NotFound,
            StatusCodes.Status409Conflict or StatusCodes.Status423Locked => FailedPrecondition,
            StatusCodes.Status429TooManyRequests => ResourceExhausted,
            StatusCodes.Status503ServiceUnavailable => Unavailable,
            _ => Unknown,
        };

    /// <summary>As gRPC's protocol has it: printable ASCII but the percent sign as it is, everything else as percent-encoded UTF-8.</summary>
    private static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            if (unit is >= 0x20 and <= 0x7E and not (byte)'%')
            {
                encoded.Append((char)unit);
            }
            else
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
            }
        }

        return encoded.ToString();
    }
}
