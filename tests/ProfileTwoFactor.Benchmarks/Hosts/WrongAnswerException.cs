namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary>A variant lets in or refuses whom it should not. Its figures would mean nothing.</summary>
internal sealed class WrongAnswerException(string host, string path, string expected, int status)
    : Exception($"{host}: {path} was answered with {status}, expected {expected}.");
