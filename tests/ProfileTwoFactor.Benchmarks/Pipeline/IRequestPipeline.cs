using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Benchmarks.Pipeline;

/// <summary>An application's pipeline, from the server's side.</summary>
internal interface IRequestPipeline
{
    /// <summary>Handles a prepared GET on this thread and returns its status.</summary>
    /// <exception cref="InvalidOperationException">The request did not complete synchronously, so its CPU time would not be this thread's alone.</exception>
    int Run(string path, IHeaderDictionary headers);

    /// <summary>Handles one request of the preparation, which may take its time.</summary>
    Task<Answer> SendAsync(string method, string path, string cookies, string accept);
}
