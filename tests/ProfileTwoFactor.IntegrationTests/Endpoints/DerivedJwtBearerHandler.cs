using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>Hosts derive from the framework's handler.</summary>
internal sealed class DerivedJwtBearerHandler(
    IOptionsMonitor<JwtBearerOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : JwtBearerHandler(options, logger, encoder);
