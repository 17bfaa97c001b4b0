using HyperGan.Autograd;

namespace HyperGan;

/// <summary>
/// The likelihood of members whose mean m and noise s = floor + softplus ρ learn from different rows. Rows outside a member's fold move its
/// mean, (m − t − s ε)² / (2 s s̄); rows inside its fold move its noise, ln s + (t − m)² / 2s². Each part is the mean over its rows
/// dm += dy ⊙ (m − t − s ε) / (s s̄)      dρ += dy ⊙ (1/s − (t − m)² / s³) σ(ρ)      (both divided by the number of members and expected rows)
/// </summary>
/// <remarks>
/// The gradient is not that of the value: in the first part s is held fixed, in the second m. One likelihood for both would let a member
/// explain by noise what its mean has not learned yet, and the perturbation s ε would push s up without bound.
/// s̄ is the geometric mean of s, a moving average. Weights 1/s² would listen to the few rows of least noise alone; 1/(s s̄) is half-way
/// (Seitzer et al. 2022) and keeps the units of a likelihood, in which the prior of the weights is given.
/// </remarks>
sealed class CrossFittedLikelihood : Op
{
    /// <summary> How fast s̄ follows: over some fifty steps. </summary>
    const double Rate = 0.02;

    // A: members × rows × 2T, means before ρ; B: 1 × rows × T, targets; C: members × rows × T, ε.
    public override void Forward(in Node n)
    {
        var state = (CrossFittedState)n.State!;
        var (members, rows, targets) = (n.A.Shape.Stack, n.A.Shape.Rows, n.B.Shape.Cols);
        var outputs = n.A.Values;
        var t = n.B.Values;
        var epsilon = n.C.Values;
        var slopes = n.Scratch.Values;
        var inside = (double)state.Folds / ((double)members * rows);
        var outside = inside / (state.Folds - 1);
        var logScales = state.StepLogScales;
        Array.Clear(logScales);
        var sum = 0.0;
        for (var i = 0; i < members * rows; i++)
        {
            var isInside = state.MemberFolds[i / rows] == state.RowFolds[i % rows];
            for (var j = 0; j < targets; j++)
            {
                var at = i * 2 * targets + j;
                var (m, rho) = ((double)outputs[at], (double)outputs[at + targets]);
                var tail = Math.Exp(-Math.Abs(rho));
                var s = state.Floor + Math.Max(rho, 0) + Math.Log(1 + tail);
                var residual = m - t[i % rows * targets + j];
                logScales[j] += Math.Log(s) / ((double)members * rows);
                if (isInside)
                {
                    var square = residual * residual / (s * s);
                    sum += inside * (Math.Log(s) + square / 2);
                    slopes[at] = 0;
                    slopes[at + targets] = (Real)(inside * (1 - square) / s * (rho > 0 ? 1 : tail) / (1 + tail));
                }
                else
                {
                    var weight = outside / (s * Math.Exp(state.LogScales[j]));
                    residual -= s * epsilon[i * targets + j];
                    sum += weight * residual * residual / 2;
                    slopes[at] = (Real)(weight * residual);
                    slopes[at + targets] = 0;
                }
            }
        }
        n.Y.Values[0] = (Real)sum;
        if (!Real.IsFinite(n.Y.Values[0]))
            return;   // the step is refused, and must leave no trace in those after it
        for (var j = 0; j < targets; j++)
            state.LogScales[j] += Rate * (logScales[j] - state.LogScales[j]);
    }

    public override void Backward(in Node n)
    {
        var dy = n.Y.Grads[0];
        var slopes = n.Scratch.Values;
        var grads = n.A.Grads;
        for (var i = 0; i < grads.Length; i++)
            grads[i] += dy * slopes[i];
    }
}
