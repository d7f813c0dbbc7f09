namespace ProfileTwoFactor.Http;

/// <summary>What a refused caller can make use of.</summary>
internal enum CallerKind
{
    /// <summary>A person with a page in front of them: can be redirected.</summary>
    Navigation,

    /// <summary>A script: wants a status and a problem body.</summary>
    Api,

    /// <summary>gRPC: requires a gRPC status, in headers or trailers.</summary>
    Grpc,
}
