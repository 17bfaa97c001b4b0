using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// Members that differ as functions, where there are no data: at displaced inputs x + δ·N(0, 1), x being training rows, the disagreement of the
/// members is maximised. Of classes it is the mutual information H(mean p) − mean H(p) (Houlsby et al. 2011), of numbers ½ ln of their variance.
/// </summary>
/// <remarks> The variance of numbers has no upper bound; the weight of the term against the fit decides how far members drift apart. </remarks>
public sealed class FunctionDiversity : IDiversity
{
    /// <summary> Displaced inputs of a step. </summary>
    const int Points = 64;

    /// <summary> Keeps logarithms of what may be 0 finite. </summary>
    const Real Least = (Real)1e-12;

    readonly MainNetwork _network;
    readonly TrainingData _data;
    readonly Real _displacement;
    readonly Real[] _inputs;
    readonly int[] _rows = new int[Points];

    /// <summary> A term that looks at the functions of <paramref name="network"/>. </summary>
    /// <param name="tape"> The tape of the generator. </param>
    /// <param name="network"> What the members are. </param>
    /// <param name="data"> Where the data are, as the network sees them. </param>
    /// <param name="displacement"> δ, in the units of the inputs. </param>
    /// <exception cref="ArgumentException"> The displacement is not positive. </exception>
    public FunctionDiversity(Tape tape, MainNetwork network, TrainingData data, double displacement)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(data);
        if (!(displacement > 0 && double.IsFinite(displacement)))
            throw new ArgumentException($"FunctionDiversity: a displacement of {displacement}; it must be positive.");
        (_network, _data, _displacement) = (network, data, (Real)displacement);
        _inputs = new Real[Points * data.InputWidth];
        Parameters = tape.Parameters[..0];
    }

    /// <inheritdoc/>
    public ParameterRange Parameters { get; }

    /// <inheritdoc/>
    public void Draw(int members, RandomStream random)
    {
        random.Integers(_rows, _data.Rows);
        random.Normal(_inputs, 0, _displacement);
        for (var i = 0; i < Points; i++)
            for (var j = 0; j < _data.InputWidth; j++)
                _inputs[i * _data.InputWidth + j] += _data.Inputs[_rows[i] * _data.InputWidth + j];
    }

    /// <inheritdoc/>
    public DiversityLoss Loss(in Pass pass)
    {
        var outputs = _network.Apply(pass.Layers, pass.Codes.Tape.Constant(_inputs, Points, _data.InputWidth));
        return new(_data.TargetWidth == 0 ? -MutualInformation(outputs) : -LogDeviation(outputs), Own: null);
    }

    /// <summary> mean over points of −Σ p̄ ln p̄ + mean over members of Σ p ln p </summary>
    static Tensor MutualInformation(in Tensor logits)
    {
        var logs = logits.LogSoftmax();
        var probabilities = logs.Exp();
        var mean = probabilities.Mean(Axis.Stack);
        var classes = (Real)logits.Shape.Cols;
        return ((probabilities * logs).Mean() - (mean * (mean + Least).Log()).Mean()) * classes;
    }

    /// <summary> mean over points and outputs of ½ ln of the variance over members </summary>
    static Tensor LogDeviation(in Tensor outputs) => ((outputs - outputs.Mean(Axis.Stack)).Square().Mean(Axis.Stack) + Least).Log().Mean() * (Real)0.5;
}
