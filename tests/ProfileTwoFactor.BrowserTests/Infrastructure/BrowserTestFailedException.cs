namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>Says where the evidence of a failed test is. What failed is the inner exception, which the test runner prints as well.</summary>
internal sealed class BrowserTestFailedException(string folder, Exception error)
    : Exception($"Pages, screenshots and the site's log: {folder}", error);
