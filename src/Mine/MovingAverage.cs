namespace HyperGan.Mine;

/// <summary>
/// m ← (1 − rate) m + rate · v, begun at the first v: a moving average of mean e^t′, kept as its logarithm, since e^t′ soon leaves the range
/// of numbers. One for each network of a stack. It outlives the tape's Reset; save <see cref="Logs"/> and give them back to go on.
/// </summary>
public sealed class MovingAverage
{
    double[] _logs = [];
    Real[] _before = [];

    /// <summary> An average that has seen nothing. </summary>
    /// <param name="rate"> Weight of what is new, in (0, 1]; at 1 nothing is remembered. </param>
    /// <exception cref="ArgumentOutOfRangeException"> The rate is outside. </exception>
    public MovingAverage(double rate = 0.01) => Rate = rate is > 0 and <= 1
        ? rate
        : throw new ArgumentOutOfRangeException(nameof(rate), rate, "MovingAverage: the rate must be in (0, 1]; at 0 nothing new would be seen.");

    /// <summary> Weight of what is new. </summary>
    public double Rate { get; }

    /// <summary> ln m of every network of the stack; empty before the first call. </summary>
    public ReadOnlySpan<double> Logs => _logs;

    /// <summary> Goes on from averages saved before. </summary>
    /// <exception cref="ArgumentException"> One is not finite. </exception>
    public void Restore(ReadOnlySpan<double> logs)
    {
        foreach (var log in logs)
            if (!double.IsFinite(log))
                throw new ArgumentException($"MovingAverage: the logarithm of an average is {log}; only finite ones can go on.");
        _logs = logs.ToArray();
    }

    /// <summary> ln m of every network of the stack, NaN where there is none yet, in room that the next call uses again; averages of another number of networks are refused. </summary>
    internal ReadOnlySpan<Real> Prepare(int stack)
    {
        if (_logs.Length == 0)
            Array.Fill(_logs = new double[stack], double.NaN);
        else if (_logs.Length != stack)
            throw new ArgumentException($"MovingAverage: it holds {_logs.Length} averages and met the scores of {stack} networks; give every network an average of its own.");
        if (_before.Length != stack)
            _before = new Real[stack];
        for (var i = 0; i < stack; i++)
            _before[i] = (Real)_logs[i];
        return _before;
    }

    /// <summary>
    /// ln m after the average <paramref name="before"/> (NaN: none yet) has seen a v of logarithm <paramref name="seen"/>. What is no finite
    /// number is not remembered: the step is refused, and an infinite average would silence all after it.
    /// </summary>
    internal double Update(int network, double before, double seen)
    {
        if (!double.IsFinite(seen))
            return seen;
        return _logs[network] = double.IsNaN(before) ? seen : LogSum(Math.Log(1 - Rate) + before, Math.Log(Rate) + seen);
    }

    /// <summary> ln(eᵃ + eᵇ) without leaving the range of numbers. </summary>
    internal static double LogSum(double a, double b)
    {
        var max = Math.Max(a, b);
        return double.IsInfinity(max) ? max : max + Math.Log(Math.Exp(a - max) + Math.Exp(b - max));
    }
}
