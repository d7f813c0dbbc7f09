using Microsoft.AspNetCore.Mvc;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

[ApiController]
[RequireSharedLink]
public sealed class PostedController : ControllerBase
{
    [HttpPost("/posted/{token}")]
    public string Alone(SharedLink link) => Shown.Text(link);

    [HttpPost("/posted-explicit/{token}")]
    public string FromBody([FromBody] SharedLink link) => Shown.Text(link);

    [HttpPost("/posted-query/{token}")]
    public string FromQuery([FromQuery] SharedLink link) => Shown.Text(link);

    [HttpPost("/posted-note/{token}")]
    public string WithBody(SharedLink link, Note note) => $"{Shown.Text(link)}, {note.Text}";

    public sealed record Note(string Text);
}
