using HyperGan.Cli.Prediction;

namespace HyperGan.Cli.Tests;

public class AheadTests
{
    [Fact]
    public void Items_keep_their_order_through_a_chain() =>
        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => 2 * i), Enumerable.Range(0, 1_000).WorkAhead(2).Select(i => 2 * i).WorkAhead(3));

    [Fact]
    public void What_the_source_throws_comes_after_what_it_gave()
    {
        var seen = new List<int>();
        var error = Assert.Throws<InvalidOperationException>(() => seen.AddRange(Broken().WorkAhead(1).Select(i => i).WorkAhead(1)));
        Assert.Equal("after two", error.Message);

        static IEnumerable<int> Broken()
        {
            yield return 1;
            yield return 2;
            throw new InvalidOperationException("after two");
        }
    }

    [Fact]
    public void A_reader_that_stops_stops_and_closes_the_source()
    {
        var (closed, given) = (false, 0);
        foreach (var _ in Endless().WorkAhead(2).Select(i => i).WorkAhead(2))
            break;
        Assert.True(closed);
        // One is read; of each of two stages two may wait and one be in the hand.
        Assert.InRange(given, 1, 7);

        IEnumerable<int> Endless()
        {
            try
            {
                while (true)
                    yield return given++;
            }
            finally
            {
                closed = true;
            }
        }
    }
}
