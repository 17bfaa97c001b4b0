using System.Runtime.CompilerServices;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> Moves a range of parameters along their gradients, one step at a time. Several optimisers may share a tape, each with a range of its own. </summary>
public abstract class Optimizer(ParameterRange parameters, double rate)
{
    double _rate = Checked(rate);
    double _maximumNorm = double.PositiveInfinity;

    /// <summary> What is moved. </summary>
    public ParameterRange Parameters { get; } = parameters.Count > 0
        ? parameters
        : throw new ArgumentException("Optimizer: there are no parameters to move; make the layers first, then their optimiser.", nameof(parameters));

    /// <summary> The learning rate, before <see cref="Schedule"/>. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> The rate is negative or not finite. </exception>
    public double Rate
    {
        get => _rate;
        set => _rate = Checked(value);
    }

    /// <summary> How the rate changes from step to step; constant unless set. </summary>
    public Schedule Schedule { get; set; } = Schedule.Constant;

    /// <summary> Gradients whose norm over the range is larger are scaled down to it; infinity, the default, leaves them alone. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> The norm is not positive. </exception>
    public double MaximumNorm
    {
        get => _maximumNorm;
        set => _maximumNorm = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"MaximumNorm: {value} is not a positive number.");
    }

    /// <summary> Norm of the gradient at the last step, before it was scaled; NaN while <see cref="MaximumNorm"/> is infinite. </summary>
    public double GradientNorm { get; private set; } = double.NaN;

    /// <summary> Steps taken so far. </summary>
    public long Steps { get; private set; }

    /// <summary> Moves the parameters by the gradients of the last Backward. Recorded values are stale from then on: Reset the tape, or Replay it. </summary>
    /// <exception cref="InvalidOperationException"> The gradient's norm is to be limited, but is not finite, or the schedule makes a rate that is negative or not finite; nothing has moved. </exception>
    public void Step()
    {
        var scheduled = Rate * Schedule.At(Steps);
        if (!(scheduled >= 0 && double.IsFinite(scheduled)))
            throw new InvalidOperationException($"{GetType().Name}.Step: {Schedule} makes the rate {scheduled} at step {Steps + 1}; it must be a finite number of at least 0.");
        GradientNorm = double.IsPositiveInfinity(MaximumNorm) ? double.NaN : Update.ClipByGlobalNorm(Parameters.Gradients, (Real)MaximumNorm);
        if (double.IsFinite(MaximumNorm) && !double.IsFinite(GradientNorm))
            throw new InvalidOperationException($"{GetType().Name}.Step: the norm of the gradient is {GradientNorm} at step {Steps + 1}; lower the rate, or look for a division by 0 or a log of 0 in the loss.");
        Move(scheduled, Steps + 1);
        Steps++;
        Parameters.Tape.MarkStale();
    }

    /// <summary> Moves the values of <see cref="Parameters"/>. </summary>
    /// <param name="rate"> The rate of this step. </param>
    /// <param name="step"> 1, 2, …. </param>
    protected abstract void Move(double rate, long step);

    static double Checked(double rate) => NotNegative(rate, nameof(Rate));

    /// <summary> A number that a property may have. </summary>
    private protected static double NotNegative(double value, [CallerMemberName] string property = "") => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(property, $"{property}: {value} is not a finite number of at least 0.");
}
