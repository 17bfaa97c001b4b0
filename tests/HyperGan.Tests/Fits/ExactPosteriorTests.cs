using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan.Tests.Fits;

/// <summary>
/// Bayesian linear regression, whose posterior has a closed form: N(Λ⁻¹ Xᵀy / σ², Λ⁻¹), Λ = XᵀX / σ² + V⁻¹. Sample-then-optimise by a linear
/// generator is exact there, provided that perturbations and prior draws are independent: the fixed maps from z are given orthonormal rows.
/// </summary>
public class ExactPosteriorTests
{
    const int Inputs = 3, Rows = 50, Weights = Inputs + 1, Noise = Rows + Weights;

    [Fact]
    public void A_linear_generator_learns_the_posterior_of_a_linear_regression()
    {
        var data = Data();
        var session = new TrainingSession(
            new()
            {
                Hidden = [],
                NoiseWidth = Noise,
                Latent = 8,
                MixerHidden = [],
                NoiseDeviation = 1,
                Standardize = false,
                Members = 16,
                BatchSize = Rows,
                Steps = 1_000,
                Rate = 1e-2,
            }, data, 1);
        MakeIndependent(session.Network.Tape);
        for (var i = 0; i < session.Options.Steps; i++)
            session.Trainer.Step();

        var (mean, covariance) = Posterior(data);
        var (learnedMean, map) = LinearMap(session);
        var learnedCovariance = new double[Weights, Weights];
        for (var i = 0; i < Weights; i++)
            for (var j = 0; j < Weights; j++)
                for (var k = 0; k < Noise; k++)
                    learnedCovariance[i, j] += map[i, k] * map[j, k];
        Assert.InRange(RelativeError(learnedMean, mean), 0, 0.01);
        Assert.InRange(RelativeError(learnedCovariance.Cast<double>(), [.. covariance.Cast<double>()]), 0, 0.05);
    }

    static TrainingData Data()
    {
        var random = new RandomStream(5);
        var (x, y) = (new Real[Rows * Inputs], new Real[Rows]);
        random.Normal(x);
        random.Normal(y);
        for (var i = 0; i < Rows; i++)
            y[i] += x[i * Inputs] - 2 * x[i * Inputs + 1] + (Real)0.5 * x[i * Inputs + 2] + 1;
        return TrainingData.Regression(x, Inputs, y);
    }

    /// <summary> The first columns of z are the perturbations of the rows, one each, the last the prior's draws of the weights. </summary>
    static void MakeIndependent(Tape tape)
    {
        Diagonal(tape.Parameters["perturbation"].Values, Noise, 0, 1);
        Diagonal(tape.Parameters["anchor.0.weight"].Values, Inputs, -Rows, (Real)Math.Sqrt(PriorVariance));
        Diagonal(tape.Parameters["anchor.0.bias"].Values, 1, -Rows - Inputs, (Real)Math.Sqrt(PriorVariance));

        static void Diagonal(Span<Real> matrix, int columns, int shift, Real value)
        {
            matrix.Clear();
            for (var i = 0; i < matrix.Length / columns; i++)
                if (i + shift >= 0 && i + shift < columns)
                    matrix[i * columns + i + shift] = value;
        }
    }

    /// <summary> He's variance of a layer of three inputs without an activation; the same of weights and bias. </summary>
    const double PriorVariance = 1.0 / Inputs;

    static (double[] Mean, double[,] Covariance) Posterior(TrainingData data)
    {
        var (precision, right) = (new double[Weights, Weights], new double[Weights]);
        for (var i = 0; i < Weights; i++)
        {
            for (var j = 0; j < Weights; j++)
                precision[i, j] = Enumerable.Range(0, Rows).Sum(row => X(row, i) * X(row, j)) + (i == j ? 1 / PriorVariance : 0);
            right[i] = Enumerable.Range(0, Rows).Sum(row => X(row, i) * data.Targets[row]);
        }
        var covariance = Inverse(precision);
        return ([.. Enumerable.Range(0, Weights).Select(i => Enumerable.Range(0, Weights).Sum(j => covariance[i, j] * right[j]))], covariance);

        double X(int row, int column) => column < Inputs ? data.Inputs[row * Inputs + column] : 1;
    }

    /// <summary> w(z) = mean + map·z, read off at z = 0 and at the unit vectors. </summary>
    static (double[] Mean, double[,] Map) LinearMap(TrainingSession session)
    {
        var mean = Generate(session, new Real[Noise]);
        var map = new double[Weights, Noise];
        for (var k = 0; k < Noise; k++)
        {
            var z = new Real[Noise];
            z[k] = 1;
            var weights = Generate(session, z);
            for (var i = 0; i < Weights; i++)
                map[i, k] = weights[i] - mean[i];
        }
        return (mean, map);
    }

    static double[] Generate(TrainingSession session, Real[] z)
    {
        var tape = session.Network.Tape;
        tape.Reset();
        var layers = new LayerWeights[1];
        session.Network.Generator.Generate(session.Network.Generator.Codes(tape.Constant(z, 1, Noise)), layers);
        return [.. layers[0].Weight.Values.ToArray().Concat(layers[0].Bias.Values.ToArray()).Select(value => (double)value)];
    }

    static double[,] Inverse(double[,] a)
    {
        var n = a.GetLength(0);
        var inverse = new double[n, n];
        for (var i = 0; i < n; i++)
            inverse[i, i] = 1;
        for (var pivot = 0; pivot < n; pivot++)   // Gauss and Jordan; positive definite, so no pivot is 0
        {
            var scale = 1 / a[pivot, pivot];
            for (var j = 0; j < n; j++)
                (a[pivot, j], inverse[pivot, j]) = (a[pivot, j] * scale, inverse[pivot, j] * scale);
            for (var i = 0; i < n; i++)
            {
                var factor = i == pivot ? 0 : a[i, pivot];
                for (var j = 0; j < n; j++)
                    (a[i, j], inverse[i, j]) = (a[i, j] - factor * a[pivot, j], inverse[i, j] - factor * inverse[pivot, j]);
            }
        }
        return inverse;
    }

    static double RelativeError(IEnumerable<double> values, double[] expected) =>
        Math.Sqrt(values.Zip(expected, (a, b) => (a - b) * (a - b)).Sum() / expected.Sum(b => b * b));
}
