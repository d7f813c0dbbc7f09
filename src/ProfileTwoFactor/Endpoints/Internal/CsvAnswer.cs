using System.Text;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>Writes a file for a spreadsheet, part by part.</summary>
internal static class CsvAnswer
{
    public static void Begin(HttpContext context, string fileName)
    {
        NoStore.Apply(context);
        context.Response.ContentType = SafeCsv.ContentType;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        context.Response.Headers.XContentTypeOptions = "nosniff";
    }

    public static Task WriteAsync(HttpContext context, StringBuilder rows) =>
        context.Response.WriteAsync(rows.ToString(), Encoding.UTF8, context.RequestAborted);
}
