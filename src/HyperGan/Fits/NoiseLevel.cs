using HyperGan.Autograd;

namespace HyperGan;

/// <summary> One ρ for every target, ρ = 10 θ, the same for all members and rows: what a homoscedastic head has in place of outputs. </summary>
/// <remarks>
/// θ is what is learned. Adam moves every parameter by about the rate a step, whatever its unit, and a level has a long way to go: from a
/// deviation of 1, where standardised targets are, to the floor it is −6.5 in ρ, more than 3,000 steps of 1e-3 along a cosine.
/// </remarks>
sealed class NoiseLevel
{
    const Real Unit = 10;

    readonly Tensor _theta;
    Real[] _zeros = [];

    /// <summary> Makes the parameter <c>noise.level</c>: θ, 1 × targets, where s is 1. </summary>
    public NoiseLevel(Tape tape, int targets)
    {
        var first = tape.Parameters.Count;
        _theta = tape.Parameter("noise.level", new(1, targets), (values, _) => values.Fill((Real)Math.Log(Math.Exp(1 - CrossFittedFit.Floor) - 1) / Unit));
        Parameters = tape.Parameters.Slice(first, 1);
    }

    /// <summary> θ </summary>
    public ParameterRange Parameters { get; }

    /// <summary> s of each target, in units of the target's deviation. </summary>
    public double[] Deviations() => [.. Parameters.Values[.._theta.Shape.Cols].ToArray().Select(theta => CrossFittedFit.Deviation(Unit * theta))];

    /// <summary> Means, and for every mean the ρ of its target. </summary>
    /// <param name="means"> members × rows × targets </param>
    public Tensor Beside(in Tensor means)
    {
        if (_zeros.Length < means.Shape.Size)
            _zeros = new Real[means.Shape.Size];
        return means.Concat(means.Tape.Constant(_zeros.AsSpan(0, means.Shape.Size), means.Shape) + _theta * Unit);
    }
}
