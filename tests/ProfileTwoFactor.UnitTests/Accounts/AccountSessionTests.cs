using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Accounts.Internal;

namespace ProfileTwoFactor.UnitTests.Accounts;

/// <summary>What one request knows of its session, and what a session's ticket notes.</summary>
public sealed class AccountSessionTests
{
    private readonly DefaultHttpContext _context = new();
    private readonly AuthenticationProperties _ticket = new();

    [Fact]
    public void Session_OfARequest_IsOne()
    {
        Assert.Null(AccountSession.Find(_context));
        Assert.Null(AccountSession.FindingOf(_context));

        AccountSession.Of(_context).SignInCompleted();
        AccountSession.Of(_context).Found(new SessionFinding.Unavailable());

        Assert.True(AccountSession.Of(_context).IsSignInCompleted);
        Assert.IsType<SessionFinding.Unavailable>(AccountSession.FindingOf(_context));
    }

    [Fact]
    public void Proof_OfASessionThatSignedOut_IsGone()
    {
        var session = AccountSession.Of(_context);
        session.Found(
            new SessionFinding.Passed(["mei"], new SessionProof("mei", new ClaimsIdentity()))
        );

        session.SignedOut();

        var passed = Assert.IsType<SessionFinding.Passed>(session.Finding);
        Assert.Equal(["mei"], passed.UserIds);
        Assert.Null(passed.Proof);
    }

    [Fact]
    public void Finding_ThatIsNoPassedOne_StaysAtSignOut()
    {
        var session = AccountSession.Of(_context);
        session.Found(new SessionFinding.Unproven("mei", _ticket));

        session.SignedOut();

        Assert.IsType<SessionFinding.Unproven>(session.Finding);
    }

    [Fact]
    public void Notes_OfATicket_AreByUserAndGoWithWhatTheyNote()
    {
        TicketEpoch.Note(_ticket, "mei", "e1");
        TicketEpoch.NoteStamp(_ticket, "mei", "s1");
        TicketEpoch.Note(_ticket, "mark", "e2");

        Assert.True(TicketEpoch.Is(_ticket, "mei", "e1"));
        Assert.False(TicketEpoch.Is(_ticket, "mei", "e2"));
        Assert.False(TicketEpoch.Is(_ticket, "mei", "s1"));
        Assert.False(TicketEpoch.Is(_ticket, "olivia", "e1"));
        Assert.True(TicketEpoch.HasStamp(_ticket, "mei", "s1"));
        Assert.False(TicketEpoch.HasStamp(_ticket, "mark", "s1"));

        TicketEpoch.Note(_ticket, "mei", null);
        TicketEpoch.NoteStamp(_ticket, "mei", null);

        Assert.False(TicketEpoch.Is(_ticket, "mei", "e1"));
        Assert.False(TicketEpoch.HasStamp(_ticket, "mei", "s1"));
        Assert.True(TicketEpoch.Is(_ticket, "mark", "e2"));
        Assert.Equal([".ProfileTwoFactor.Epoch.mark"], _ticket.Items.Keys);
    }

    /// <summary>Its sessions are over: there is no code that would help, so no one is asked for one.</summary>
    [Fact]
    public void State_OfAnAccountThatIsGone_DemandsWhatNoSessionHas()
    {
        var (one, other) = (AccountState.Gone(), AccountState.Gone());

        Assert.False(one.Enabled);
        Assert.Null(one.LastEnabledEpoch);
        Assert.NotNull(one.Epoch);
        Assert.NotNull(one.Stamp);
        Assert.NotEqual(one.Epoch, other.Epoch);
        Assert.NotEqual(one.Stamp, other.Stamp);
    }
}
