using HyperGan.Cli.Baselines;
using HyperGan.Uncertainty;

namespace HyperGan.Cli.Scoring;

/// <summary> What was predicted for rows of which it is known what came true. </summary>
sealed class Forecasts
{
    readonly double[] _truth, _means, _lower, _upper, _transforms;
    double _nll, _crps, _squares;
    int _count;

    Forecasts(int rows) =>
        (_truth, _means, _lower, _upper, _transforms) = (new double[rows], new double[rows], new double[rows], new double[rows], new double[rows]);

    /// <summary> What came true. </summary>
    public double[] Truth => _truth;

    /// <summary> Predictive means. </summary>
    public double[] Means => _means;

    /// <summary> Lower ends of the 90 % intervals. </summary>
    public double[] Lower => _lower;

    /// <summary> Upper ends of the 90 % intervals. </summary>
    public double[] Upper => _upper;

    /// <summary> F(y) of each row: uniform for a calibrated model. </summary>
    public double[] Transforms => _transforms;

    /// <summary> How good they were. </summary>
    public Scores Scores => new(_nll / _count, Math.Sqrt(_squares / _count), _crps / _count, Coverage.Share(_truth, _lower, _upper), Coverage.MeanWidth(_lower, _upper));

    /// <summary> A regressor's, of every target, asked block by block. </summary>
    /// <param name="model"> The regressor. </param>
    /// <param name="features"> rows × inputs. </param>
    /// <param name="truth"> rows × targets. </param>
    /// <param name="networks"> Networks to ask. </param>
    public static Forecasts[] Of(HyperGanRegressor model, ReadOnlySpan<Real> features, ReadOnlySpan<Real> truth, int networks)
    {
        var (rows, targets) = (features.Length / model.Inputs, model.Targets);
        var all = Enumerable.Range(0, targets).Select(_ => new Forecasts(rows)).ToArray();
        var block = Blocks.Rows(networks, targets);
        for (var first = 0; first < rows; first += block)
        {
            var count = Math.Min(block, rows - first);
            var prediction = model.Predict(features.Slice(first * model.Inputs, count * model.Inputs), networks);
            for (var i = 0; i < count; i++)
                for (var t = 0; t < targets; t++)
                {
                    var mixture = prediction.Distribution(i, t);
                    var y = truth[(first + i) * targets + t];
                    all[t].Add(mixture, y, -mixture.LogDensity(y), Crps.Of(mixture, y));
                }
        }
        return all;
    }

    /// <summary> A baseline's. </summary>
    public static Forecasts Of(IBaseline baseline, ReadOnlySpan<Real> features, ReadOnlySpan<Real> truth)
    {
        var forecasts = new Forecasts(truth.Length);
        var width = features.Length / truth.Length;
        for (var i = 0; i < truth.Length; i++)
        {
            var normal = new Gaussian(baseline.Mean(features.Slice(i * width, width)), baseline.Deviation);
            forecasts.Add(normal, truth[i], -normal.LogDensity(truth[i]), Crps.Of(normal, truth[i]));
        }
        return forecasts;
    }

    void Add<T>(T distribution, double y, double nll, double crps) where T : IPredictiveDistribution, allows ref struct
    {
        (_truth[_count], _means[_count], _transforms[_count]) = (y, distribution.Mean, distribution.Cumulative(y));
        (_lower[_count], _upper[_count]) = distribution.CentralInterval(Scores.Level);
        (_nll, _crps, _squares) = (_nll + nll, _crps + crps, _squares + Math.Pow(y - _means[_count], 2));
        _count++;
    }
}
