using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Answers a form that a browser sends twice as it was answered the first time, if that succeeded.</summary>
/// <remarks>
/// With two clicks on a button, browsers give up the first request and show the answer to the second: that the code is used, although it was
/// accepted. The same form has the same antiforgery token, which was checked and belongs to one page in one browser. The cookies of the
/// first answer, a proof among them, are repeated only for a request with the very cookies of the first one. Such a caller could have read
/// the answer, too. Others have them already, or get none.
/// </remarks>
internal sealed class RepeatedForms(
    SharedForms shared,
    TimeProvider time,
    IOptions<AntiforgeryOptions> antiforgery
)
{
    private const int MostForms = 1_000;

    private readonly ConcurrentDictionary<string, SentForm> _sent = new(StringComparer.Ordinal);

    public async Task RunAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        Sweep();
        if (await KeyAsync(context.HttpContext) is not { } key || _sent.Count >= MostForms)
        {
            await next();
            return;
        }

        var cookies = context.HttpContext.Request.Headers.Cookie.ToString();
        var mine = new SentForm(cookies);
        var first = _sent.GetOrAdd(key, mine);
        if (first == mine && !await IsAnsweredElsewhereAsync(context.HttpContext, key, mine))
        {
            await RunFirstAsync(context.HttpContext, key, mine, next);
        }
        else if (await AnswerAsync(first, context.HttpContext.RequestAborted) is { } answer)
        {
            context.Result = first.HasCookies(cookies) ? answer : answer.WithoutCookies();
        }
        else
        {
            await next();
        }
    }

    private async Task<bool> IsAnsweredElsewhereAsync(HttpContext http, string key, SentForm form)
    {
        FormAnswer? answer = null;
        try
        {
            answer = shared.IsShared ? await shared.FindAsync(key, http.RequestAborted) : null;
        }
        catch (OperationCanceledException)
        {
            // The person has gone on. Who waits for this form here gets to try.
            Forget(key, form);
            form.Complete(null, time.GetUtcNow());
            throw;
        }

        if (answer is null)
        {
            return false;
        }

        form.Complete(answer);
        return true;
    }

    private async Task RunFirstAsync(
        HttpContext http,
        string key,
        SentForm form,
        ResourceExecutionDelegate next
    )
    {
        RepeatedResult? answer = null;
        var told =
            shared.IsShared
            && await shared.WriteAsync(
                new FormAnswer(
                    key,
                    form.CookieHash,
                    Location: null,
                    [],
                    time.GetUtcNow() + shared.Lifetime
                )
            );
        try
        {
            var executed = await next();
            if (
                executed is { Canceled: false, Exception: null }
                && http.Response.StatusCode == StatusCodes.Status303SeeOther
            )
            {
                answer = RepeatedResult.Of(http.Response);
            }
        }
        finally
        {
            form.Complete(answer, time.GetUtcNow() + shared.Lifetime);
            if (answer is not null && told)
            {
                await shared.WriteAsync(answer.ToAnswer(key, form));
            }

            if (answer is null)
            {
                // Also where the cache didn't answer: it may have written after that, and other nodes would wait for an answer that doesn't come.
                if (shared.IsShared)
                {
                    await shared.RemoveAsync(key);
                }

                // Only once the other nodes know. The form sent again in between would take this node's own entry in the cache for
                // another node's, and wait for an answer that doesn't come.
                Forget(key, form);
            }
        }
    }

    private async Task<RepeatedResult?> AnswerAsync(SentForm form, CancellationToken aborted)
    {
        try
        {
            return await form.Answer.WaitAsync(shared.Lifetime, time, aborted);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private void Sweep()
    {
        var now = time.GetUtcNow();
        foreach (var (key, form) in _sent)
        {
            if (form.Until <= now)
            {
                Forget(key, form);
            }
        }
    }

    // This one, and not the same form that was sent again since.
    private void Forget(string key, SentForm form) =>
        _sent.TryRemove(KeyValuePair.Create(key, form));

    /// <summary>Null for what is no form of a page of ours.</summary>
    private async Task<string?> KeyAsync(HttpContext http)
    {
        var request = http.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType)
        {
            return null;
        }

        var form = await request.ReadFormAsync(http.RequestAborted);
        if (string.IsNullOrEmpty(form[antiforgery.Value.FormFieldName]))
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(request.Host.Value);
        Add(request.PathBase + request.Path + request.QueryString);
        Add(http.User.Identity?.Name);
        foreach (var (name, values) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            Add(name);
            foreach (var value in values)
            {
                Add(value);
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());

        void Add(string? part)
        {
            var bytes = Encoding.UTF8.GetBytes(part ?? "");
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }
}
