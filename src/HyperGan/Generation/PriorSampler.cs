using HyperGan.Kernels;

namespace HyperGan;

/// <summary> Draws rows from a <see cref="Prior"/>. </summary>
sealed class PriorSampler
{
    const int Components = 3;
    const Real ComponentDeviation = (Real)0.1;

    readonly Prior _prior;
    readonly int _width;
    readonly Real[] _means = [];
    int[] _component = [];

    /// <summary> The means of a mixture are part of the prior: they are drawn once, from the stream's own part "means". </summary>
    public PriorSampler(Prior prior, int width, RandomStream random)
    {
        (_prior, _width) = (prior, width);
        if (prior != Prior.Mixture)
            return;
        _means = new Real[Components * width];
        random.Split("means").Uniform(_means);
    }

    /// <summary> Fills rows of the width given at construction. </summary>
    public void Sample(Span<Real> rows, RandomStream random)
    {
        switch (_prior)
        {
            case Prior.Uniform:
                random.Uniform(rows, -1, 1);
                break;
            case Prior.Normal:
                random.Normal(rows);
                break;
            default:
                SampleMixture(rows, random);
                break;
        }
    }

    void SampleMixture(Span<Real> rows, RandomStream random)
    {
        var count = rows.Length / _width;
        if (_component.Length < count)
            _component = new int[count];
        random.Integers(_component.AsSpan(0, count), Components);
        random.Normal(rows, 0, ComponentDeviation);
        for (var row = 0; row < count; row++)
            for (var j = 0; j < _width; j++)
                rows[row * _width + j] += _means[_component[row] * _width + j];
    }
}
