namespace HyperGan.Mine;

/// <summary>
/// m ← (1 − rate) m + rate · v, begun at the first v: a moving average of mean e^t′, kept as its logarithm, since e^t′ soon leaves the range
/// of numbers. One for each network of a stack. It outlives the tape's Reset; save <see cref="Logs"/> and give them back to go on.
/// </summary>
public sealed class MovingAverage
{
    double[] _logs = [];

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
    /// <exception cref="ArgumentException"> One is NaN. </exception>
    public void Restore(ReadOnlySpan<double> logs)
    {
        foreach (var log in logs)
            if (double.IsNaN(log))
                throw new ArgumentException("MovingAverage: the logarithm of an average is NaN.");
        _logs = logs.ToArray();
    }

    /// <summary> As many averages as the stack has networks; those of another number of networks are refused. </summary>
    internal void Prepare(int stack)
    {
        if (_logs.Length == 0)
            Array.Fill(_logs = new double[stack], double.NaN);
        else if (_logs.Length != stack)
            throw new ArgumentException($"MovingAverage: it holds {_logs.Length} averages and met the scores of {stack} networks; give every network an average of its own.");
    }

    /// <summary> ln m after the average <paramref name="before"/> (NaN: none yet) has seen a v of logarithm <paramref name="seen"/>. </summary>
    internal double Update(int network, double before, double seen) =>
        _logs[network] = double.IsNaN(before) ? seen : LogSum(Math.Log(1 - Rate) + before, Math.Log(Rate) + seen);

    /// <summary> ln(eᵃ + eᵇ) without leaving the range of numbers. </summary>
    internal static double LogSum(double a, double b)
    {
        var max = Math.Max(a, b);
        return double.IsInfinity(max) ? max : max + Math.Log(Math.Exp(a - max) + Math.Exp(b - max));
    }
}
