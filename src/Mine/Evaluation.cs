using System.Numerics.Tensors;

namespace HyperGan.Mine;

/// <summary>
/// A bound from scores that come block by block, with its standard error. Weights w = e^t′ are kept relative to the largest so far. Row i of
/// the samples appears as x in some marginal pairs and as z in others; with means a(i) and b(i) of w / mean w over these, the bound moves
/// with the row as t(i) − a(i) − b(i) to first order (the projection of a two-sample U-statistic), and the variance of that over the rows
/// is the variance of the bound times their number.
/// </summary>
sealed class Evaluation(int rows, Bound bound)
{
    readonly double[] _joint = new double[rows], _asX = new double[rows], _asZ = new double[rows];
    double _largest = double.NegativeInfinity;
    long _pairs;

    public void AddJoint(int start, ReadOnlySpan<Real> scores)
    {
        for (var i = 0; i < scores.Length; i++)
            _joint[start + i] = scores[i];
    }

    public void AddMarginal(int start, int shift, ReadOnlySpan<Real> scores)
    {
        Raise(TensorPrimitives.Max(scores));
        for (var i = 0; i < scores.Length; i++)
        {
            var weight = Math.Exp(scores[i] - _largest);
            _asX[start + i] += weight;
            _asZ[(start + i + shift) % rows] += weight;
        }
        _pairs += scores.Length;
    }

    public InformationEstimate Result()
    {
        var mean = _asX.Sum() / _pairs;
        var logMean = _largest + Math.Log(mean);
        var information = _joint.Average() - (bound == Bound.FDivergence ? Math.Exp(logMean - 1) : logMean);
        var shifts = (double)_pairs / rows;
        var slope = (bound == Bound.FDivergence ? Math.Exp(logMean - 1) : 1) / (mean * shifts);
        var center = _joint.Average() - 2 * slope * mean * shifts;
        var square = 0.0;
        for (var i = 0; i < rows; i++)
            square += Math.Pow(_joint[i] - slope * (_asX[i] + _asZ[i]) - center, 2);
        return new(information, Math.Sqrt(square / (rows - 1) / rows), rows);
    }

    void Raise(double largest)
    {
        if (largest <= _largest)
            return;
        var scale = Math.Exp(_largest - largest);
        for (var i = 0; i < rows; i++)
            (_asX[i], _asZ[i]) = (_asX[i] * scale, _asZ[i] * scale);
        _largest = largest;
    }
}
