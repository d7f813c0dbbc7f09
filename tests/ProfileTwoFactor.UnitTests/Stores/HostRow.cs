namespace ProfileTwoFactor.UnitTests.Stores;

public class HostRow
{
    public int Id { get; set; }

    public string Text { get; set; } = "";
}
