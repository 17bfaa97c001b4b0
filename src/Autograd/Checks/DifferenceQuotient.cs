namespace HyperGan.Autograd;

/// <summary> How far the difference quotient of ⟨seed, output⟩ along a direction through a leaf is from what the gradient promises. </summary>
sealed class DifferenceQuotient(GradientOperand leaf, Tensor output, Real[] seed)
{
    readonly Real[] _origin = leaf.Values.ToArray();
    readonly Real[] _ahead = new Real[seed.Length];

    public GradientOperand Leaf => leaf;

    public Real[] Gradient { get; } = leaf.Grads.ToArray();

    /// <summary>
    /// (⟨s, y₊ − y₋⟩ − ⟨g, x₊ − x₋⟩) / 2h, which is 0 but for even powers of h, and a bound of what the rounding of y contributes. The nudged x are
    /// taken as rounded, and sums of differences are made in double, so that float loses no more than it must.
    /// </summary>
    public (double Value, double Rounding) Residual(double[] direction, double step)
    {
        var difference = -Promised(direction, step);
        Move(direction, step).CopyTo(_ahead);
        var behind = Move(direction, -step);
        var rounding = 0.0;
        for (var i = 0; i < seed.Length; i++)
        {
            if (_ahead[i] == behind[i])
                continue;
            difference += seed[i] * ((double)_ahead[i] - behind[i]);
            rounding += Math.Abs(seed[i] * Math.Max(Math.Abs((double)_ahead[i]), Math.Abs((double)behind[i])));
        }
        return (difference / (2 * step), rounding * Epsilon / (2 * step));
    }

    public void Restore()
    {
        _origin.CopyTo(leaf.Values);
        leaf.Tape.Replay();
    }

    static double Epsilon => (double)Real.BitIncrement(1) - 1;

    ReadOnlySpan<Real> Move(double[] direction, double step)
    {
        var x = leaf.Values;
        for (var i = 0; i < x.Length; i++)
            x[i] = Nudged(i, direction, step);
        leaf.Tape.Replay();
        return output.Values;
    }

    double Promised(double[] direction, double step)
    {
        var sum = 0.0;
        for (var i = 0; i < Gradient.Length; i++)
            sum += Gradient[i] * ((double)Nudged(i, direction, step) - Nudged(i, direction, -step));
        return sum;
    }

    Real Nudged(int i, double[] direction, double step) => (Real)(_origin[i] + step * direction[i]);
}
