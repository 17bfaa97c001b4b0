using System.Numerics.Tensors;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary>
/// Compares the gradients of <see cref="Tape.Backward(in Tensor, ReadOnlySpan{Real}, bool)"/> with central differences: nudge a leaf,
/// <see cref="Tape.Replay"/>, read the output. Noise and masks stay, so that random operations can be checked too.
/// <code>
/// var x = tape.Variable(numbers, new(3, 4));
/// new GradientCheck().Verify(x.MyOperation());
/// </code>
/// With a leaf x of gradient g, a direction v and seeds s of the output y, ⟨g, v⟩ must be the limit of ⟨s, y(x + hv) − y(x − hv)⟩ / 2h
/// for h → 0. Each leaf is nudged along its gradient, along random directions, and, if it is small, element by element. Also checked:
/// gradients are added to what is there already, and what is not tracked gets none.
/// </summary>
/// <remarks>
/// Where the output has a kink (Relu at 0, Abs, Clamp) the two sides of a difference disagree, and the check fails: put the operands elsewhere.
/// So it does on a leaf that the output also sees detached, since the difference follows both ways; name the other leaves then.
/// An operation whose <see cref="Node.State"/> changes from Forward to Forward is nudged with it.
/// </remarks>
public sealed class GradientCheck
{
    /// <summary>
    /// The largest relative error that passes: 1e-7 where <c>Real</c> is double, 3e-4 where it is float. An error is relative to ⟨|g|, |v|⟩ of
    /// its direction; that of an element to the largest of both numbers and the root mean square of g. What the rounding of the output
    /// explains comes on top: next to nothing in double, but differences of float are no better. Where that were a tenth, the check fails.
    /// </summary>
    public double Tolerance { get; init; } = sizeof(Real) == sizeof(double) ? 1e-7 : 3e-4;

    /// <summary>
    /// The first and longest step h, in units of the leaf (its root mean square, or 1 if that is larger). It is halved and the differences
    /// are extrapolated to h = 0 until they are exact enough, so it may be generous. Shorten it where a kink or the edge of a domain is near.
    /// </summary>
    public double Step { get; init; } = 0.5;

    /// <summary> Random directions through each leaf, besides the one along its gradient. </summary>
    public int Directions { get; init; } = 2;

    /// <summary> Leaves of at most so many numbers are also checked element by element. </summary>
    public int Elements { get; init; } = 64;

    /// <summary> Directions, and seeds of an output of more than one number, follow from it. </summary>
    public ulong Seed { get; init; }

    /// <summary> Checks, and throws if an error exceeds <see cref="Tolerance"/>; see <see cref="Run"/>. </summary>
    /// <exception cref="InvalidOperationException"> An error is too large; the message says of which leaf, where, and both numbers. Or as in <see cref="Run"/>. </exception>
    public GradientReport Verify(in Tensor output, params ReadOnlySpan<Tensor> leaves)
    {
        var report = Run(output, leaves);
        return report.Passed ? report : throw new InvalidOperationException(report.ToString());
    }

    /// <summary>
    /// Checks the gradients of <paramref name="output"/>; of ⟨s, output⟩ with random s of magnitude ½ … 1½ where it is more than one number.
    /// All values are afterwards what they were after a <see cref="Tape.Replay"/>, and the gradients are those checked.
    /// </summary>
    /// <param name="output"> What was recorded. </param>
    /// <param name="leaves"> Parameters and variables to check; none for all that the output depends on. </param>
    /// <returns> The worst of all comparisons. </returns>
    /// <exception cref="InvalidOperationException"> The output depends on nothing tracked or on no leaf that it can see, or a tensor is not of this tape and time. </exception>
    /// <exception cref="ArgumentException"> One of the leaves is no parameter or variable. </exception>
    public GradientReport Run(in Tensor output, params ReadOnlySpan<Tensor> leaves)
    {
        var tape = output.Tape;
        var random = new RandomStream(Seed);
        Real[] seed = output.Shape.Size == 1 ? [1] : Signed(output.Shape.Size, random.Split("seed"));
        tape.Replay();
        tape.Backward(output, seed);
        var operands = GradientOperands.Of(tape, output, leaves);
        if (operands.Leaves.Length == 0)
            throw new InvalidOperationException("GradientCheck: no leaf is in sight to nudge; name those that the function of a Checkpoint uses.");
        var worst = new WorstComparison(Tolerance);
        foreach (var constant in operands.Constants)
            IsUntouched(constant, worst);
        Accumulates(tape, output, seed, operands.Leaves, random.Split("accumulation"), worst);
        tape.Backward(output, seed);
        foreach (var leaf in operands.Leaves)
            Differences(new(leaf, output, seed), random.Split((ulong)leaf.Extent.Start), worst);
        return worst.Report();
    }

    static void IsUntouched(GradientOperand constant, WorstComparison worst)
    {
        var grads = constant.Grads;
        for (var i = 0; i < grads.Length; i++)
            if (grads[i] != 0)
                worst.Add(constant, $"{constant.Element(i)}, which is not tracked and must get nothing", grads[i], numeric: 0, scale: Math.Abs((double)grads[i]));
    }

    /// <summary> Gradients that start from r instead of 0 must end at r + g. </summary>
    static void Accumulates(Tape tape, in Tensor output, Real[] seed, GradientOperand[] leaves, RandomStream random, WorstComparison worst)
    {
        Real[][] fresh = [.. leaves.Select(leaf => leaf.Grads.ToArray())];
        tape.ClearGrads(from: 0);
        for (var k = 0; k < leaves.Length; k++)
        {
            var size = (Real)RootMeanSquare(fresh[k]);
            var grads = leaves[k].Grads;
            Signed(grads.Length, random).CopyTo(grads);
            TensorPrimitives.Multiply(grads, size > 0 ? size : 1, grads);
        }
        Real[][] there = [.. leaves.Select(leaf => leaf.Grads.ToArray())];   // read back, since leaves may overlap
        tape.Sweep(tape.Own(output), seed);
        for (var k = 0; k < leaves.Length; k++)
            for (var i = 0; i < there[k].Length; i++)
            {
                double sum = leaves[k].Grads[i], expected = (double)there[k][i] + fresh[k][i];
                worst.Add(
                    leaves[k], $"{leaves[k].Element(i)}, added to {there[k][i]:g4} that is there already", sum, expected,
                    scale: Math.Abs((double)there[k][i]) + Math.Abs((double)fresh[k][i]));
            }
    }

    void Differences(DifferenceQuotient quotient, RandomStream random, WorstComparison worst)
    {
        var (leaf, gradient) = (quotient.Leaf, quotient.Gradient);
        var size = gradient.Length;
        var step = Step * Math.Max(1, RootMeanSquare(leaf.Values));
        try
        {
            // Along the gradient in any case: a check that compares nothing must not pass.
            for (var k = 0; k <= Math.Max(0, Directions) && (size > 1 || size > Elements); k++)
            {
                var direction = Array.ConvertAll(Signed(size, random), v => v / Math.Sqrt(size));
                if (k == 0)
                    for (var i = 0; i < size; i++)
                        direction[i] = Math.CopySign(direction[i], gradient[i]);
                var scale = 0.0;
                for (var i = 0; i < size; i++)
                    scale += Math.Abs(gradient[i] * direction[i]);
                Along(direction, k == 0 ? "all elements, along the gradient" : $"all elements, random direction {k}", scale);
            }
            var typical = RootMeanSquare(gradient);
            var one = new double[size];
            for (var i = 0; i < size && size <= Elements; i++)
            {
                one[i] = 1;
                Along(one, leaf.Element(i), Math.Max(typical, Math.Abs((double)gradient[i])));
                one[i] = 0;
            }
        }
        finally
        {
            quotient.Restore();
        }

        void Along(double[] direction, string name, double scale)
        {
            var analytic = 0.0;
            for (var i = 0; i < size; i++)
                analytic += gradient[i] * direction[i];
            var residual = Extrapolation.ToZero(h => quotient.Residual(direction, h), step, enough: Tolerance / 16 * scale);
            worst.Add(leaf, name, analytic, residual, scale);
        }
    }

    /// <summary> Numbers of both signs, none of them near 0, so that nothing hides behind a small factor. </summary>
    static Real[] Signed(int count, RandomStream random)
    {
        var numbers = new Real[count];
        random.Uniform(numbers, -1, 1);
        foreach (ref var v in numbers.AsSpan())
            v += Real.CopySign((Real)0.5, v);
        return numbers;
    }

    static double RootMeanSquare(ReadOnlySpan<Real> x) => (double)Reduce.Norm(x) / Math.Sqrt(x.Length);
}
