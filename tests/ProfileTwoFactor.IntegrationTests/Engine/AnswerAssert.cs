using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Engine;

internal static class AnswerAssert
{
    public static void Ok(Answer answer) =>
        Assert.True(answer.StatusCode is 200 or 204, $"{answer.StatusCode} {answer.Body}");

    public static void Refused(int status, string code, Answer answer) =>
        Assert.Equal((status, code), (answer.StatusCode, answer.Code));

    public static void Unavailable(Answer answer)
    {
        Refused(503, "two-factor-unavailable", answer);
        Assert.True(int.Parse(answer.Header("Retry-After")!) > 0);
    }
}
