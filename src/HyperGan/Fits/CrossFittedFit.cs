using HyperGan.Autograd;

namespace HyperGan;

/// <summary>
/// Mean and noise of a Gaussian for every target, learned apart. The rows are cut into K folds and every member belongs to one, by its one-hot
/// condition: its mean learns from the rows outside its fold, perturbed as in <see cref="PerturbedFit"/>, its noise from those inside, whose
/// residuals its mean has not seen. So the noise is learned out of sample, from all rows, at no further cost. See <see cref="CrossFittedLikelihood"/>.
/// </summary>
/// <remarks>
/// The main network has two outputs for a target: all means, then for every mean a ρ with s = floor + softplus ρ, see <see cref="Deviation"/>.
/// With <see cref="NoiseHead.Homoscedastic"/> it has the means alone, and the fit one ρ for every target.
/// </remarks>
public sealed class CrossFittedFit : IFit
{
    /// <summary> What a noise deviation cannot fall below, in units of the targets' deviation. </summary>
    public const double Floor = 3e-3;

    readonly Tensor _perturbations;
    readonly int[] _folds;
    readonly CrossFittedState _state;
    readonly NoiseLevel? _level;

    /// <summary> Makes the parameter <c>perturbation</c>: A, (rows · targets) × noise, which nothing moves; for a homoscedastic head <c>noise.level</c> too. </summary>
    /// <param name="tape"> Where it lives; nothing else may be on it yet. </param>
    /// <param name="rows"> Rows of the training data. </param>
    /// <param name="targets"> T, targets of a row; standardised. </param>
    /// <param name="noiseWidth"> Columns of z; standard normal. </param>
    /// <param name="folds"> K, the labels of the condition. </param>
    /// <param name="head"> Whether the noise depends on the inputs. </param>
    /// <exception cref="ArgumentException"> Fewer than two folds, or fewer rows than folds. </exception>
    public CrossFittedFit(Tape tape, int rows, int targets, int noiseWidth, int folds, NoiseHead head = NoiseHead.Heteroscedastic)
    {
        ArgumentNullException.ThrowIfNull(tape);
        if (folds < 2 || rows < folds)
            throw new ArgumentException($"CrossFittedFit: {rows} rows cannot be cut into {folds} folds; give at least 2 folds, and a row for each.");
        _state = new(folds, targets, Floor);
        _folds = new int[rows];
        tape.Random.Split("folds").Permutation(_folds);
        for (var i = 0; i < rows; i++)
            _folds[i] %= folds;
        _perturbations = tape.Parameter(
            "perturbation", new(rows, targets * noiseWidth), (values, random) => random.Normal(values, 0, (Real)Math.Sqrt(1.0 / noiseWidth)));
        _level = head == NoiseHead.Homoscedastic ? new(tape, targets) : null;
    }

    /// <summary> The fold of each training row. </summary>
    public ReadOnlySpan<int> Folds => _folds;

    /// <inheritdoc/>
    public ParameterRange Parameters => _level?.Parameters ?? default;

    /// <summary> What a homoscedastic head has learned so far: s of each target, in units of its deviation. Null where networks have outputs for it. </summary>
    public double[]? Levels => _level?.Deviations();

    /// <summary> s = floor + ln(1 + e^ρ) </summary>
    public static double Deviation(double rho) => Floor + Math.Max(rho, 0) + Math.Log(1 + Math.Exp(-Math.Abs(rho)));

    /// <summary> The scaling of the main network's outputs: means as targets are scaled, ρ, where there are any, as they are. </summary>
    public static Scaling OutputScaling(Scaling scaling, NoiseHead head = NoiseHead.Heteroscedastic)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        var targets = scaling.Targets ?? throw new ArgumentException("CrossFittedFit: the targets are labels; a mean and its noise are learned of numbers.");
        if (head == NoiseHead.Homoscedastic)
            return scaling;
        double[] ones = [.. Enumerable.Repeat(1.0, targets.Columns)];
        return scaling with { Targets = new([.. targets.Means, .. new double[targets.Columns]], [.. targets.Scales, .. ones]) };
    }

    /// <inheritdoc/>
    public int Outputs(int targets) => _level is null ? 2 * targets : targets;

    /// <inheritdoc/>
    public Tensor Loss(in Pass pass, in Batch batch)
    {
        var outputs = _level?.Beside(pass.Outputs) ?? pass.Outputs;
        var targets = outputs.Shape.Cols / 2;
        AssignFolds(pass, batch);
        var t = pass.Outputs.Tape.Constant(batch.Targets, batch.Count, targets);
        var draws = _perturbations.Detach().GatherRows(batch.Rows).Reshape(1, batch.Count * targets, pass.NoiseWidth);
        var epsilon = pass.Noise.MatMul(draws.Transpose()).Reshape(pass.Members, batch.Count, targets);
        return pass.Outputs.Tape.Record<CrossFittedLikelihood>(outputs, t, epsilon, Shape.Scalar, state: _state, scratch: outputs.Shape);
    }

    void AssignFolds(in Pass pass, in Batch batch)
    {
        if (_state.MemberFolds.Length != pass.Members)
            _state.MemberFolds = new int[pass.Members];
        if (_state.RowFolds.Length < batch.Count)
            _state.RowFolds = new int[batch.Count];
        var rows = pass.Rows.Values;
        var width = pass.Rows.Shape.Cols;
        for (var k = 0; k < pass.Members; k++)
            _state.MemberFolds[k] = rows.Slice(k * width + pass.NoiseWidth, _state.Folds).IndexOfAnyExcept((Real)0);
        for (var i = 0; i < batch.Count; i++)
            _state.RowFolds[i] = _folds[batch.Rows[i]];
    }
}
