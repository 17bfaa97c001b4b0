using HyperGan.Autograd;

namespace HyperGan.Mine;

/// <summary>
/// Losses whose negative is a lower bound of the mutual information of x and z in nats, tight for the best T: minimise by T to estimate, let
/// the maker of x minimise along to be informative. One number, or one for each network of a stack. The bounds hold for expectations; on
/// the batch that T was fitted to they are too high.
/// </summary>
public static class BoundLoss
{
    /// <summary> −mean t + ln mean e^t′, the representation of Donsker &amp; Varadhan (1983). Nothing overflows. </summary>
    /// <exception cref="ArgumentException"> The scores have more than one column, or t and t′ are of different stacks. </exception>
    public static Tensor DonskerVaradhan(in Scores scores)
    {
        Check(scores);
        return scores.Marginal.LogMeanExp(Axis.Rows) - scores.Joint.Mean(Axis.Rows);
    }

    /// <summary> The value of <see cref="DonskerVaradhan"/>, with a gradient whose denominator mean e^t′ is a moving average: MINE (Belghazi et al. 2018). </summary>
    /// <param name="scores"> t and t′. </param>
    /// <param name="average"> The average, which this call moves; the same in every step, and used by nothing else. </param>
    /// <exception cref="ArgumentException"> As for <see cref="DonskerVaradhan"/>, or the average is of another number of networks. It is then as it was. </exception>
    public static Tensor Mine(in Scores scores, MovingAverage average)
    {
        ArgumentNullException.ThrowIfNull(average);
        Check(scores);
        var t = scores.Marginal;
        var before = average.Prepare(t.Shape.Stack);
        var shape = t.Shape.With(Axis.Rows, 1);
        var marginal = t.Tape.Record<BiasCorrectedLogMeanExp>(t, t.Tape.Constant(before, shape), shape, state: average, scratch: shape);
        return marginal - scores.Joint.Mean(Axis.Rows);
    }

    /// <summary>
    /// −mean t + mean e^(t′ − 1), the f-divergence form (Nguyen, Wainwright &amp; Jordan 2010): unbiased, but its variance grows as e to the
    /// information. Infinite where mean e^(t′ − 1) is no number.
    /// </summary>
    /// <exception cref="ArgumentException"> As for <see cref="DonskerVaradhan"/>. </exception>
    public static Tensor FDivergence(in Scores scores)
    {
        Check(scores);
        return (scores.Marginal.LogMeanExp(Axis.Rows) - 1).Exp() - scores.Joint.Mean(Axis.Rows);
    }

    static void Check(in Scores scores)
    {
        var (joint, marginal) = (scores.Joint.Shape, scores.Marginal.Shape);
        if (joint.Cols != 1 || joint != marginal.With(Axis.Rows, joint.Rows))
            throw new ArgumentException($"BoundLoss: the scores are {joint} and {marginal}; a score is one number a row, and there are as many networks for both.");
    }
}
