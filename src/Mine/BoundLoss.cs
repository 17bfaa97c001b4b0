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
    public static Tensor DonskerVaradhan(in Scores scores) => scores.Marginal.LogMeanExp(Axis.Rows) - scores.Joint.Mean(Axis.Rows);

    /// <summary> The value of <see cref="DonskerVaradhan"/>, with a gradient whose denominator mean e^t′ is a moving average: MINE (Belghazi et al. 2018). </summary>
    /// <param name="scores"> t and t′. </param>
    /// <param name="average"> The average, which this call moves; the same in every step, and used by nothing else. </param>
    /// <exception cref="ArgumentException"> The average is of another number of networks. </exception>
    public static Tensor Mine(in Scores scores, MovingAverage average)
    {
        ArgumentNullException.ThrowIfNull(average);
        var t = scores.Marginal;
        if (t.Shape.Cols != 1)
            throw new ArgumentException($"BoundLoss.Mine: the scores are {t.Shape}; a score is one number a row.");
        average.Prepare(t.Shape.Stack);
        Span<Real> before = stackalloc Real[t.Shape.Stack];
        for (var i = 0; i < before.Length; i++)
            before[i] = (Real)average.Logs[i];
        var shape = t.Shape.With(Axis.Rows, 1);
        var marginal = t.Tape.Record<BiasCorrectedLogMeanExp>(t, t.Tape.Constant(before, shape), shape, state: average, scratch: shape);
        return marginal - scores.Joint.Mean(Axis.Rows);
    }

    /// <summary>
    /// −mean t + mean e^(t′ − 1), the f-divergence form (Nguyen, Wainwright &amp; Jordan 2010): unbiased, but its variance grows as e to the
    /// information. Infinite where mean e^(t′ − 1) is no number.
    /// </summary>
    public static Tensor FDivergence(in Scores scores) => (scores.Marginal.LogMeanExp(Axis.Rows) - 1).Exp() - scores.Joint.Mean(Axis.Rows);
}
