using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary>
/// Adam (Kingma &amp; Ba 2015) with PyTorch's arithmetic: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²,
/// p ← p − rate · m̂ / (√v̂ + ε), where m̂ and v̂ are divided by 1 − βᵗ.
/// </summary>
public class Adam(ParameterRange parameters, double rate = 1e-3) : Optimizer(parameters, rate)
{
    AlignedArray _mean, _square;

    /// <summary> β₁, the decay of the mean of the gradient. </summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary> β₂, the decay of the mean of the squared gradient. </summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary> ε, which keeps the step finite where the gradient is 0. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> The number is 0 once rounded, negative or not finite. </exception>
    public double Epsilon
    {
        get;
        init => field = (Real)value > 0 && Real.IsFinite((Real)value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"Epsilon: {value} is not a positive number; without one a weight that has no gradient becomes 0/0.");
    } = 1e-8;

    /// <summary> λ: here a penalty λ/2 ‖p‖² in the gradient; in <see cref="AdamW"/> a decay beside it. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> The number is negative or not finite. </exception>
    public double WeightDecay
    {
        get;
        init => field = NotNegative(value);
    }

    /// <inheritdoc/>
    protected sealed override void Move(double rate, long step)
    {
        var values = Parameters.Values;
        if (_mean.Length != values.Length)
            (_mean, _square) = (new(values.Length), new(values.Length));
        var job = new Job
        {
            Values = values,
            Gradients = Parameters.Gradients,
            Mean = _mean.Span,
            Square = _square.Span,
            Step = StepOf(rate, step),
        };
        Team.Run(Parameters.Tape.Team, Stretch.Count(values.Length), ref job);
    }

    /// <summary> The numbers of one step; where the weight decay goes. </summary>
    private protected virtual AdamStep StepOf(double rate, long step) => AdamStep.At(step, rate, Beta1, Beta2, Epsilon, penalty: WeightDecay);

    ref struct Job : IJob
    {
        public Span<Real> Values, Mean, Square;
        public ReadOnlySpan<Real> Gradients;
        public AdamStep Step;

        public readonly void Run(int piece)
        {
            var range = Stretch.Of(Values.Length, piece);
            Update.Adam(Values[range], Gradients[range], Mean[range], Square[range], Step);
        }
    }
}
