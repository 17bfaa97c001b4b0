namespace HyperGan.Kernels.Tests;

public class ShareTests
{
    [Fact]
    public void PiecesAreClaimedInAscendingOrder_UntilNoneIsLeft()
    {
        var share = new Share();
        share.Offer(run: 1, start: 5, end: 8);
        for (var expected = 5; expected < 8; expected++)
        {
            Assert.True(share.Look(out var ticket));
            Assert.True(share.Claim(ticket, out var piece));
            Assert.Equal(expected, piece);
        }
        Assert.False(share.Look(out _));
    }

    /// <summary> A worker that looked at one run claims in the next, which has come as far: only the number of the run differs. </summary>
    [Fact]
    public void ATicketOfAnEarlierRun_ClaimsNothing()
    {
        var share = new Share();
        share.Offer(run: 1, start: 0, end: 1);
        Assert.True(share.Look(out var late));
        Assert.True(share.Claim(late, out _));
        share.Offer(run: 2, start: 0, end: 1);
        Assert.False(share.Claim(late, out _));
        Assert.True(share.Look(out var ticket));
        Assert.True(share.Claim(ticket, out _));
    }

    [Fact]
    public void WithdrawnPieces_CannotBeClaimed()
    {
        var share = new Share();
        share.Offer(run: 1, start: 0, end: 10);
        Assert.True(share.Look(out var first));
        Assert.True(share.Claim(first, out _));
        Assert.True(share.Look(out var ticket));
        Assert.Equal(9, share.Withdraw());
        Assert.False(share.Claim(ticket, out _));
        Assert.False(share.Look(out _));
        Assert.Equal(0, share.Withdraw());
    }
}
