using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>What the host's challenge answers, held back until it is clear whether the caller gets it.</summary>
/// <remarks>
/// A challenge may redirect, set cookies, write a form that posts itself, or leave work for the start of the response. An answer
/// that is dropped must leave nothing of these: cookies of sign-ins that never happen pile up until the server refuses the headers.
/// </remarks>
internal sealed class HeldAnswer : IHttpResponseFeature
{
    private readonly HttpContext _context;
    private readonly IHttpResponseFeature _response;
    private readonly IHttpResponseBodyFeature _body;
    private readonly KeyValuePair<string, StringValues>[] _headers;
    private readonly int _status;
    private readonly string? _reason;
    private readonly MemoryStream _written = new();
    private readonly StreamResponseBodyFeature _heldBody;
    private readonly List<(Func<object, Task> Callback, object State)> _starting = [];

    public HeldAnswer(HttpContext context)
    {
        _context = context;
        _response = context.Features.GetRequiredFeature<IHttpResponseFeature>();
        _body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _headers = [.. _response.Headers];
        _status = _response.StatusCode;
        _reason = _response.ReasonPhrase;
        _heldBody = new StreamResponseBodyFeature(_written);
        context.Features.Set<IHttpResponseFeature>(this);
        context.Features.Set<IHttpResponseBodyFeature>(_heldBody);
    }

    /// <summary>False once the caller has got the answer, or will not get it.</summary>
    public bool Holds { get; private set; } = true;

    public int StatusCode
    {
        get => _response.StatusCode;
        set => _response.StatusCode = value;
    }

    public string? ReasonPhrase
    {
        get => _response.ReasonPhrase;
        set => _response.ReasonPhrase = value;
    }

    public IHeaderDictionary Headers
    {
        get => _response.Headers;
        set => _response.Headers = value;
    }

    [Obsolete("As in the interface: use IHttpResponseBodyFeature.")]
    public Stream Body
    {
        get => _heldBody.Stream;
        set => throw new NotSupportedException();
    }

    public bool HasStarted => _response.HasStarted || (Holds && _written.Length > 0);

    /// <summary>Whether this asks a person to sign in: a redirect, a page, or an answer without words, which a script could take for a success.</summary>
    public bool AsksAPerson =>
        StatusCode switch
        {
            >= 300 and < 400 => true,
            StatusCodes.Status401Unauthorized => _written.Length == 0,
            >= 200 and < 300 => _written.Length == 0
                || _context.Response.ContentType?.StartsWith(
                    "text/html",
                    StringComparison.OrdinalIgnoreCase
                ) == true,
            _ => false,
        };

    public void OnStarting(Func<object, Task> callback, object state)
    {
        if (Holds)
        {
            _starting.Add((callback, state));
        }
        else
        {
            _response.OnStarting(callback, state);
        }
    }

    // Also of an answer that is dropped: this is where what it was made with is disposed of.
    public void OnCompleted(Func<object, Task> callback, object state) =>
        _response.OnCompleted(callback, state);

    /// <summary>Reads what was written to the end. Then <see cref="AsksAPerson"/> is known.</summary>
    public Task CompleteAsync() => Holds ? _heldBody.CompleteAsync() : Task.CompletedTask;

    /// <summary>The caller gets the answer as it is.</summary>
    public async Task SendAsync()
    {
        if (!LetGo())
        {
            return;
        }

        foreach (var (callback, state) in _starting)
        {
            _response.OnStarting(callback, state);
        }

        if (_written.Length > 0)
        {
            _written.Position = 0;
            await _written.CopyToAsync(_body.Stream, _context.RequestAborted);
        }
    }

    /// <summary>Nothing of the answer stays but <c>WWW-Authenticate</c>, which tells scripts how to sign in.</summary>
    public void Drop()
    {
        if (!LetGo() || _response.HasStarted)
        {
            return;
        }

        var challenge = _response.Headers.WWWAuthenticate;
        _response.StatusCode = _status;
        _response.ReasonPhrase = _reason;
        _response.Headers.Clear();
        foreach (var (name, value) in _headers)
        {
            _response.Headers[name] = value;
        }

        _response.Headers.WWWAuthenticate = challenge;
    }

    private bool LetGo()
    {
        if (!Holds)
        {
            return false;
        }

        Holds = false;
        _context.Features.Set(_response);
        _context.Features.Set(_body);
        return true;
    }
}
